#include "app/snitt/validation/running_program.h"

#include "core/os/os.h"
#include "core/sha256.h"
#include "inference/engine/engine.h"
#include "tiling/libraries.h"

namespace snitt::app {

std::vector<std::string> engineVersions() {
  std::vector<std::string> versions;
  // Its further lines tell of the build and of this machine's devices.
  for (std::string& line : describeEngine())
    if (line.starts_with("LibTorch: ") || line.starts_with("oneDNN: ")) versions.push_back(std::move(line));
  return versions;
}

Result<validation::FrozenProgram> runningProgram() {
  validation::FrozenProgram program;
  program.version = std::string("snitt ") + SNITT_VERSION;
  auto hash = sha256OfFile(os::programFile());
  if (!hash) return fail(hash.error());
  program.sha256 = std::move(*hash);
  program.engine = engineVersions();
  program.readers = tilingLibraries();
  return program;
}

validation::PathOfBundle scoringPath(const CommonOptions& options) {
  return [request = options.engine](const Manifest& manifest) -> Result<validation::FrozenPath> {
    auto choice = chooseEngine(request, manifest.tolerance);
    if (!choice && choice.error().kind == ErrorKind::unsupported && request.device.starts_with("cuda"))
      choice = chooseGpuElsewhere(request, manifest.tolerance);
    if (!choice) return fail(choice.error());
    return validation::FrozenPath{choice->device, std::string(toText(choice->precision)),
                                  std::string(toText(choice->kernels))};
  };
}

}  // namespace snitt::app
