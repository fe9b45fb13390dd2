// The Convolver for an engine's choice.
#pragma once

#include <memory>
#include <vector>

#include "inference/engine/engine.h"
#include "inference/networks/convolution_p.h"
#include "inference/networks/shape_probe_p.h"

namespace snitt {

[[nodiscard]] std::unique_ptr<Convolver> makeConvolver(const ConvModules& modules, const EngineChoice& choice,
                                                       const std::vector<TensorShape>& inputs);

// `walk` runs the network once with the probe it is given, so that the size of every convolution's input is known. The
// Convolver owns what it needs; the modules may go away.
template <class Walk>
std::unique_ptr<Convolver> makeConvolverFor(const ConvModules& modules, const EngineChoice& choice, Walk walk) {
  ShapeProbe probe(modules.units().size());
  if (choice.kernels == Kernels::fused) walk(probe);
  return makeConvolver(modules, choice, probe.inputs());
}

}  // namespace snitt
