#include "inference/engine/network_files_p.h"

namespace snitt {

Result<void> checkWeightCount(std::int64_t count, std::string_view where) {
  constexpr std::int64_t most = 100'000'000;
  if (count <= most) return {};
  return failIn(where, {ErrorKind::model, c10::str("the architecture has ", count, " weights, more than the ", most,
                                                   " that a network may have")});
}

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
