#include "inference/engine/network_files_p.h"

namespace snitt {

Result<void> fillFromBundle(const Bundle& bundle, const NetworkSpec& network, const std::vector<ModulePart>& parts,
                            std::string_view where) {
  const auto file = bundle.networks.find(network.file);
  if (file == bundle.networks.end()) return failIn(where, {ErrorKind::model, "the bundle does not hold this file"});
  return fillModules(parts, file->second.tensors(), where);
}

void useExactArithmetic() {
  auto& context = at::globalContext();
  context.setAllowTF32CuDNN(false);
  context.setAllowTF32CuBLAS(false);
  context.setDeterministicCuDNN(true);
  context.setBenchmarkCuDNN(false);
}

}  // namespace snitt
