#include "inference/networks/shape_probe_p.h"

namespace snitt {

at::Tensor ShapeProbe::run(const ConvLayer& layer, const at::Tensor& image, const at::Tensor*) const {
  const at::Tensor x = paddedBefore(layer, image);
  m_inputs.at(layer.index) = {x.size(0), x.size(1), x.size(2), x.size(3)};
  const auto outputs = [&](std::int64_t size) {
    return (size + 2 * paddingWithin(layer) - layer.kernel) / layer.stride + 1;
  };
  return at::empty({x.size(0), layer.out, outputs(x.size(2)), outputs(x.size(3))}, x.options());
}

at::Tensor ShapeProbe::image(std::int64_t tiles, std::int64_t edgePx) {
  return at::empty({tiles, 3, edgePx, edgePx}, at::TensorOptions(at::kMeta));
}

}  // namespace snitt
