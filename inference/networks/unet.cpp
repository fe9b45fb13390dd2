#include <array>
#include <string>

#include "inference/networks/unet_p.h"

namespace snitt {
namespace {

UNetLayout::Pair convolutionPair(std::int64_t in, std::int64_t out) {
  const ConvLayer first{0, in, out, 3, 1, 1, Padding::torchvision, Activation::relu};
  ConvLayer second = first;
  second.in = out;
  return {first, second};
}

// The order in which layers are numbered and registered.
template <class Layout, class Visit>
void forEachPair(Layout& layout, Visit visit) {
  for (std::size_t level = 0; level < layout.encoder.size(); ++level) visit("encoder", level, layout.encoder[level]);
  visit("bottom", std::size_t{0}, layout.bottom);
  for (std::size_t level = 0; level < layout.decoder.size(); ++level) visit("decoder", level, layout.decoder[level]);
}

at::Tensor runPair(const Convolver& convolver, const UNetLayout::Pair& pair, const at::Tensor& x) {
  return convolver.run(pair[1], convolver.run(pair[0], x));
}

at::Tensor paddedToMultiple(const at::Tensor& x, std::int64_t multiple) {
  const auto missing = [multiple](std::int64_t size) { return (multiple - size % multiple) % multiple; };
  const std::array<std::int64_t, 4> sides{0, missing(x.size(3)), 0, missing(x.size(2))};
  if (sides[1] == 0 && sides[3] == 0) return x;
  // Black or mean-coloured margins would be a strong edge at the border; repeating the border is not.
  return at::replication_pad2d(x, sides);
}

at::Tensor upsampledTo(const at::Tensor& x, const at::Tensor& like) {
  const std::array<std::int64_t, 2> size{like.size(2), like.size(3)};
  return at::upsample_bilinear2d(x, size, false);
}

}  // namespace

UNetLayout uNetLayout(int baseChannels, int depth, int classes) {
  UNetLayout layout;
  const auto channels = [baseChannels](int level) { return std::int64_t{baseChannels} << level; };
  for (int level = 0; level < depth; ++level) {
    layout.encoder.push_back(convolutionPair(level == 0 ? 3 : channels(level - 1), channels(level)));
    layout.decoder.push_back(convolutionPair(channels(level) + channels(level + 1), channels(level)));
  }
  layout.bottom = convolutionPair(depth == 0 ? 3 : channels(depth - 1), channels(depth));
  layout.output = {0, channels(0), classes, 1, 1, 1, Padding::torchvision, Activation::none};

  std::size_t index = 0;
  forEachPair(layout, [&index](const char*, std::size_t, UNetLayout::Pair& pair) {
    pair[0].index = index++;
    pair[1].index = index++;
  });
  layout.output.index = index;
  return layout;
}

std::int64_t UNetLayout::weightCount() const {
  std::int64_t count = output.weightCount();
  forEachPair(*this, [&count](const char*, std::size_t, const Pair& pair) {
    count += pair[0].weightCount() + pair[1].weightCount();
  });
  return count;
}

at::Tensor runUNet(const UNetLayout& layout, const Convolver& convolver, const at::Tensor& x) {
  const std::size_t depth = layout.encoder.size();
  std::vector<at::Tensor> skips;
  at::Tensor y = paddedToMultiple(x, std::int64_t{1} << depth);
  for (const auto& pair : layout.encoder) {
    skips.push_back(runPair(convolver, pair, y));
    y = at::max_pool2d(skips.back(), 2);
  }
  y = runPair(convolver, layout.bottom, y);
  for (std::size_t level = depth; level-- > 0;) {
    y = at::cat({skips.back(), upsampledTo(y, skips.back())}, 1);
    skips.pop_back();
    y = runPair(convolver, layout.decoder[level], y);
  }
  return convolver.run(layout.output, y).slice(2, 0, x.size(2)).slice(3, 0, x.size(3));
}

UNetImpl::UNetImpl(const NetworkSpec& spec, int classes)
    : m_layout(uNetLayout(spec.baseChannels, spec.depth, classes)) {
  const auto child = [](torch::nn::Module& parent, const std::string& name) {
    return parent.register_module(name, std::make_shared<torch::nn::Module>());
  };
  const auto encoder = child(*this, "encoder");
  const auto decoder = child(*this, "decoder");
  forEachPair(m_layout, [&](const std::string& part, std::size_t level, const UNetLayout::Pair& pair) {
    const auto parent =
        part == "bottom" ? child(*this, part) : child(part == "encoder" ? *encoder : *decoder, std::to_string(level));
    m_modules.add(*parent, "0", "1", pair[0], spec.convolutionBias);
    m_modules.add(*parent, "3", "4", pair[1], spec.convolutionBias);
  });
  m_modules.add(*this, "output", "", m_layout.output, true);
}

}  // namespace snitt
