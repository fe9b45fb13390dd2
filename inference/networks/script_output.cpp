#include "inference/networks/script_output_p.h"

namespace snitt {
namespace {

tl::unexpected<Error> wrongShape(const at::Tensor& output, const std::string& expected) {
  return fail(ErrorKind::model,
              c10::str("the network gives an output of shape ", output.sizes(), ", expected was ", expected));
}

Result<at::Tensor> finiteFloats(const at::Tensor& output) {
  if (output.is_complex() || output.is_quantized() || output.layout() != at::kStrided)
    return fail(ErrorKind::model, "the network gives a tensor of a kind that no scores can be read from");
  const at::Tensor values = output.to(at::kCPU, at::kFloat);
  if (!at::isfinite(values).all().item<bool>()) return fail(ErrorKind::model, "the network gave NaN or Inf for a tile");
  return values;
}

// Rounding in a network's own softmax may pass 1 by a few bits.
Result<at::Tensor> probabilities(const at::Tensor& values) {
  constexpr float slack = 1e-4F;
  const float least = values.min().item<float>();
  const float most = values.max().item<float>();
  if (least < -slack || most > 1 + slack)
    return fail(ErrorKind::model,
                c10::str("the network gives values from ", least, " to ", most, ", which are no probabilities"));
  return values.clamp(0, 1);
}

// tiles × width, or just `tiles` values where the width is 1.
Result<at::Tensor> rows(const at::Tensor& output, std::int64_t tiles, std::int64_t width) {
  const bool flat = width == 1 && output.dim() == 1 && output.size(0) == tiles;
  if (!flat && (output.dim() != 2 || output.size(0) != tiles || output.size(1) != width))
    return wrongShape(output, c10::str("[", tiles, ", ", width, "]"));
  auto values = finiteFloats(output);
  if (!values) return fail(values.error());
  return values->reshape({tiles, width});
}

}  // namespace

std::int64_t rowWidth(const ScriptSpec& spec) { return spec.output == ScriptOutput::features ? spec.features : 1; }

Result<at::Tensor> scoringRows(const at::Tensor& output, const ScriptSpec& spec, std::int64_t tiles) {
  const bool several = spec.output == ScriptOutput::probabilities || spec.output == ScriptOutput::logits;
  const std::int64_t width = several ? spec.classes : rowWidth(spec);
  auto values = rows(output, tiles, width);
  if (!values || spec.output == ScriptOutput::features || spec.output == ScriptOutput::logit) return values;
  if (spec.output == ScriptOutput::logits)
    return at::softmax(*values, 1).select(1, spec.classIndex).reshape({tiles, 1});
  auto chances = probabilities(*values);
  if (!chances) return chances;
  return chances->select(1, several ? spec.classIndex : 0).reshape({tiles, 1});
}

Result<at::Tensor> tumourMaps(const at::Tensor& output, const ScriptSpec& spec, std::int64_t tiles, std::int64_t tilePx,
                              std::int64_t classes) {
  const std::vector<std::int64_t> classesLast{tiles, tilePx, tilePx, classes};
  const std::vector<std::int64_t> classesFirst{tiles, classes, tilePx, tilePx};
  const bool last = output.sizes() == at::IntArrayRef(classesLast);
  if (!last && output.sizes() != at::IntArrayRef(classesFirst))
    return wrongShape(output, c10::str(at::IntArrayRef(classesLast), " or ", at::IntArrayRef(classesFirst)));
  const std::int64_t dimension = last ? 3 : 1;
  const bool bytes = output.scalar_type() == at::kByte;
  if (bytes && spec.output == ScriptOutput::logits)
    return fail(ErrorKind::model, "the network gives bytes, which cannot be logits");
  if (bytes) return output.select(dimension, classes - 1).to(at::kCPU, at::kFloat).div(255).contiguous();
  if (!output.is_floating_point()) return fail(ErrorKind::model, "the network gives neither bytes nor floats");
  auto values = finiteFloats(output);
  if (!values) return values;
  if (spec.output == ScriptOutput::logits)
    return at::softmax(*values, dimension).select(dimension, classes - 1).contiguous();
  auto chances = probabilities(*values);
  if (!chances) return chances;
  return chances->select(dimension, classes - 1).contiguous();
}

Result<at::Tensor> classProbabilities(const at::Tensor& output, std::int64_t tiles, std::int64_t classes) {
  auto values = rows(output, tiles, classes);
  if (!values) return values;
  return (classes > 1 ? at::softmax(*values, 1) : at::sigmoid(*values)).contiguous();
}

}  // namespace snitt
