#include "inference/engine/convolver_choice_p.h"

#include "inference/engine/folded_convolver_p.h"
#include "inference/engine/fused_convolver_p.h"

namespace snitt {

std::unique_ptr<Convolver> makeConvolver(const ConvModules& modules, const EngineChoice& choice,
                                         const std::vector<TensorShape>& inputs) {
  if (choice.kernels == Kernels::fused) return std::make_unique<FusedConvolver>(modules, choice.precision, inputs);
  return std::make_unique<FoldedConvolver>(modules, choice);
}

}  // namespace snitt
