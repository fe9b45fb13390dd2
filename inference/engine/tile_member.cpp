#include "inference/engine/tile_member_p.h"

#include <algorithm>

#include "inference/engine/convolver_choice_p.h"
#include "inference/engine/network_files_p.h"
#include "inference/engine/script_trial_p.h"
#include "inference/networks/mobilenet_v2_p.h"
#include "inference/networks/script_network_p.h"
#include "inference/networks/script_output_p.h"

namespace snitt {
namespace {

class OwnFeatures : public TileFeatures {
 public:
  OwnFeatures(MobileNetV2Layout layout, std::unique_ptr<Convolver> convolver)
      : m_layout(std::move(layout)), m_convolver(std::move(convolver)) {}

  Result<at::Tensor> run(PassInput& input) const override {
    return runMobileNetV2(m_layout, *m_convolver, input.floats());
  }
  Result<at::Tensor> collect(const at::Tensor& output, std::int64_t) const override {
    return output.to(at::kCPU, at::kFloat);
  }

 private:
  MobileNetV2Layout m_layout;
  std::unique_ptr<Convolver> m_convolver;
};

class ScriptFeatures : public TileFeatures {
 public:
  ScriptFeatures(ScriptNetwork network, const ScriptSpec& spec, std::string where)
      : m_network(std::move(network)), m_spec(spec), m_where(std::move(where)) {}

  Result<at::Tensor> run(PassInput& input) const override {
    return m_network.run(input.ownCopy(m_spec.input), m_spec.outputIndex);
  }
  Result<at::Tensor> collect(const at::Tensor& output, std::int64_t tiles) const override {
    auto rows = scoringRows(output, m_spec, tiles);
    if (!rows) return failIn(m_where, rows.error());
    return rows;
  }

 private:
  ScriptNetwork m_network;
  ScriptSpec m_spec;
  std::string m_where;
};

std::shared_ptr<HeadImpl> headOfScript(const NetworkSpec& spec) {
  using Gives = OwnScoreHeadImpl::Gives;
  if (spec.script.output == ScriptOutput::features) return makeHead(spec.head, spec.script.features);
  return std::make_shared<OwnScoreHeadImpl>(spec.script.output == ScriptOutput::logit ? Gives::logit
                                                                                      : Gives::probability);
}

Result<void> fillScriptHead(const Bundle& bundle, const NetworkSpec& spec, TileMember& member,
                            const std::string& memberName) {
  if (spec.script.output != ScriptOutput::features) return {};
  const std::string where = memberName + ", file " + spec.headFile;
  if (auto small = checkWeightCount(weightCount(spec.head, spec.script.features), where); !small) return small;
  NetworkSpec headOnly;
  headOnly.file = spec.headFile;
  return fillFromBundle(bundle, headOnly, {{"", member.head.get()}}, where);
}

Result<void> loadScript(const Bundle& bundle, const ResolutionSpec& resolution, const MemberSpec& spec,
                        const EngineChoice& choice, TileMember& member) {
  const auto file = bundle.scripts.find(spec.network.file);
  if (file == bundle.scripts.end())
    return failIn(member.where, {ErrorKind::model, "the bundle does not hold this file"});
  auto network = ScriptNetwork::load(file->second, at::Device(choice.device), member.where);
  if (!network) return fail(network.error());
  member.network = std::make_unique<ScriptFeatures>(std::move(*network), spec.network.script, member.where);
  member.head = headOfScript(spec.network);
  if (auto filled = fillScriptHead(bundle, spec.network, member, "member " + spec.id); !filled) return filled;
  const TileInput input(resolution.normalisation, choice);
  const std::int64_t tiles = tilesPerPass(resolution, choice);
  return tryScript(tiles, resolution.tilePx, member.where,
                   [&](std::span<const std::uint8_t> rgb) -> Result<at::Tensor> {
                     PassInput pass(input, rgb, resolution.tilePx);
                     const auto output = member.network->run(pass);
                     return output ? member.network->collect(*output, tiles) : output;
                   });
}

Result<void> loadOwn(const Bundle& bundle, const NetworkSpec& spec, int tilePx, const EngineChoice& choice,
                     TileMember& member) {
  const MobileNetV2Layout layout = mobileNetV2Layout(spec.width, spec.padding);
  const std::int64_t weights = layout.weightCount() + weightCount(spec.head, layout.featureCount);
  if (auto small = checkWeightCount(weights, member.where); !small) return small;
  const auto network = std::make_shared<MobileNetV2Impl>(spec);
  member.head = makeHead(spec.head, layout.featureCount);
  auto filled = fillFromBundle(bundle, spec, {{"", network.get()}, {"head.", member.head.get()}}, member.where);
  if (!filled) return filled;
  network->eval();
  auto convolver = makeConvolverFor(network->modules(), choice, [&](const ShapeProbe& probe) {
    static_cast<void>(runMobileNetV2(layout, probe, ShapeProbe::image(choice.tilesPerPass, tilePx)));
  });
  member.network = std::make_unique<OwnFeatures>(layout, std::move(convolver));
  return {};
}

}  // namespace

std::int64_t tilesPerPass(const ResolutionSpec& resolution, const EngineChoice& choice) {
  return choice.device == "cpu" ? choice.tilesPerPass : std::min(choice.tilesPerPass, resolution.batch);
}

Result<TileMember> loadTileMember(const Bundle& bundle, const ResolutionSpec& resolution, const MemberSpec& spec,
                                  const EngineChoice& choice) {
  TileMember member;
  member.where = c10::str("member ", spec.id, ", file ", spec.network.file);
  member.logistic = spec.network.logistic;
  Result<void> loaded;
  if (spec.network.isScript()) {
    loaded = loadScript(bundle, resolution, spec, choice, member);
  } else if (spec.network.architecture == "mobilenet_v2") {
    loaded = loadOwn(bundle, spec.network, resolution.tilePx, choice, member);
  } else {
    loaded = failIn(member.where, {ErrorKind::model, "architecture \"" + spec.network.architecture +
                                                         "\" is not a scoring network of this program"});
  }
  if (!loaded) return fail(loaded.error());
  member.head->eval();
  return member;
}

}  // namespace snitt
