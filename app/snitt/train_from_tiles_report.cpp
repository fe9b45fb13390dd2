#include "app/snitt/train_from_tiles_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "app/snitt/train_from_tiles_weights.h"
#include "core/csv.h"
#include "core/statistics/discrimination/auc_interval.h"
#include "core/text/number.h"
#include "inference/engine/engine.h"
#include "inference/training/tuning.h"

namespace snitt::app {
namespace {

using Json = nlohmann::ordered_json;
using training::Side;
using training::TileGrouping;

constexpr std::array kSides{Side::train, Side::tune, Side::test};
constexpr std::array<const char*, 3> kIsNot{
    "no bundle: snitt score does not take it", "no prognosis: it tells two kinds of picture apart and knows no patient",
    "no proof for other laboratories or scanners: the pictures it was judged on come from the same folders"};

std::string cell(double value, int decimals = 6) { return std::isfinite(value) ? fixed(value, decimals) : ""; }

std::string_view toText(TileGrouping rule) {
  return rule == TileGrouping::single ? "single" : rule == TileGrouping::subfolders ? "subfolders" : "pattern";
}

std::pair<TestFigure, TestFigure> figures(const TileData& data, const TilesTraining& training) {
  std::vector<double> scores;
  std::vector<bool> poor;
  for (std::size_t i = 0; i < data.bags.size(); ++i)
    if (data.bags[i].side == Side::test) {
      scores.push_back(training.bagScores[i]);
      poor.push_back(data.bags[i].poor);
    }
  const TestFigure ofBags = testFigure(scores, poor);
  poor.clear();
  for (const std::size_t tile : data.tilesOf(Side::test)) poor.push_back(data.tiles[tile].poor);
  TestFigure ofTiles = testFigure(training.testTileScores, poor);
  // Tiles of one case are not independent of each other.
  if (data.groups.rule != TileGrouping::single)
    ofTiles.auc = {ofTiles.auc.value, statistics::kUndefined, statistics::kUndefined, statistics::kUndefined};
  return {ofBags, ofTiles};
}

Json number(double value) { return std::isfinite(value) ? Json(std::stod(fixed(value, 6))) : Json(); }

Json described(const TestFigure& figure) {
  return {{"auc", number(figure.auc.value)},
          {"lower95", number(figure.auc.lower95)},
          {"upper95", number(figure.auc.upper95)},
          {"poor", figure.poor},
          {"good", figure.good}};
}

// How many tiles and bags of each class stand on each side.
struct Counts {
  std::array<std::array<std::size_t, 2>, 3> tiles{};
  std::array<std::array<std::size_t, 2>, 3> bags{};
};

Counts countsOf(const TileData& data) {
  Counts counts;
  for (std::size_t i = 0; i < data.tiles.size(); ++i)
    ++counts.tiles[static_cast<std::size_t>(data.sides[i])][data.tiles[i].poor ? 1 : 0];
  for (const auto& bag : data.bags) ++counts.bags[static_cast<std::size_t>(bag.side)][bag.poor ? 1 : 0];
  return counts;
}

std::pair<int, int> edges(const TileData& data) {
  const auto [least, most] = std::ranges::minmax(data.files.looks, {}, &PictureLook::edgePx);
  return {least.edgePx(), most.edgePx()};
}

Json sidesJson(const TileData& data) {
  const Counts counts = countsOf(data);
  Json sides = Json::object();
  for (const Side side : kSides) {
    const auto& tiles = counts.tiles[static_cast<std::size_t>(side)];
    const auto& bags = counts.bags[static_cast<std::size_t>(side)];
    sides[std::string(training::toText(side))] = {{"tiles", {{"poor", tiles[1]}, {"good", tiles[0]}}},
                                                  {"bags", {{"poor", bags[1]}, {"good", bags[0]}}}};
  }
  return sides;
}

Json networkJson(const TilesTraining& training) {
  const NetworkSpec& network = training.spec.network;
  return {{"file", "network.safetensors"},
          {"architecture", network.architecture},
          {"width", network.width},
          {"padding", paddingName(network.padding)},
          {"convolutionBias", network.convolutionBias},
          {"head", {{"kind", "noisyAnd"}, {"channels", network.head.channels}, {"slope", network.head.slope}}},
          {"mean", training.spec.normalisation.mean},
          {"sd", training.spec.normalisation.sd},
          {"tilePx", training.spec.tilePx},
          {"startSha256", training.weightsSha256.empty() ? Json() : Json(training.weightsSha256)},
          {"frozenBlocks", training.spec.frozenBlocks}};
}

std::string interval(const TestFigure& figure) {
  if (!std::isfinite(figure.auc.lower95)) return {};
  return fmt::format(" (95 % interval {}-{})", fixed(figure.auc.lower95, 3), fixed(figure.auc.upper95, 3));
}

std::string cautions(const TileData& data) {
  std::string text;
  if (data.groups.rule == TileGrouping::single)
    text +=
        "Nothing tells which tiles are of one patient or slide: both sides may have tiles of one, and the figures may\n"
        "be better than on new patients (--group-by, or a subfolder a case).\n";
  if (!data.near.empty())
    text += fmt::format("{} pair{} of nearly the same picture kept on one side, the first {} and {}.\n",
                        data.near.size(), data.near.size() == 1 ? "" : "s", data.nameOf(data.near.front().first),
                        data.nameOf(data.near.front().second));
  const auto mixed = std::ranges::count_if(data.near, [&](const training::NearTiles& pair) {
    return data.tiles[pair.first].poor != data.tiles[pair.second].poor;
  });
  if (mixed > 0) text += fmt::format("{} of these pairs lie in different classes: is a folder right?\n", mixed);
  const auto [least, most] = edges(data);
  if (least != most)
    text += fmt::format("Pictures of {} to {} px were brought to {} px: they have not one scale.\n", least, most,
                        data.files.tilePx);
  if (!data.files.unreadable.empty())
    text +=
        fmt::format("{} picture{} could not be read and {} left out: {}{}\n", data.files.unreadable.size(),
                    data.files.unreadable.size() == 1 ? "" : "s", data.files.unreadable.size() == 1 ? "was" : "were",
                    data.files.unreadable.front(), data.files.unreadable.size() == 1 ? "" : ", ...");
  return text;
}

}  // namespace

TestFigure testFigure(std::span<const double> scores, const std::vector<bool>& poor) {
  TestFigure figure;
  std::vector<BagOutcome> outcomes(poor.size());
  for (std::size_t i = 0; i < poor.size(); ++i) {
    outcomes[i].poor = poor[i];
    ++(poor[i] ? figure.poor : figure.good);
  }
  const auto auc = metricOf(scores, outcomes, TuningMetric::auc);
  if (!auc) return figure;
  if (const auto estimate = statistics::aucInterval(*auc, figure.poor, figure.good)) figure.auc = *estimate;
  return figure;
}

std::string curvesCsv(const TilesTraining& training) {
  std::string text = csvRow({"epoch", "trainLoss", "tuneLoss", "tuneAuc", "kept"});
  for (const EpochReport& report : training.history)
    text += csvRow({std::to_string(report.epoch + 1), cell(report.trainingLoss), cell(report.tuningLoss),
                    cell(report.tuningMetric), report.epoch == training.bestEpoch ? "1" : "0"});
  return text;
}

std::string scoresCsv(const TileData& data, const TilesTraining& training) {
  std::string text = csvRow({"bag", "side", "label", "score"});
  for (std::size_t i = 0; i < data.bags.size(); ++i)
    text += csvRow({data.bags[i].name, std::string(training::toText(data.bags[i].side)),
                    data.className(data.bags[i].poor), cell(training.bagScores[i])});
  return text;
}

std::string tilesCsv(const TileData& data, const TilesTraining& training) {
  std::string text = csvRow({"tile", "side", "label", "score"});
  std::size_t next = 0;
  for (std::size_t i = 0; i < data.tiles.size(); ++i)
    text += csvRow({data.nameOf(i), std::string(training::toText(data.sides[i])), data.className(data.tiles[i].poor),
                    data.sides[i] == Side::test ? cell(training.testTileScores[next++]) : ""});
  return text;
}

std::string summaryJson(const TileData& data, const TilesTraining& training) {
  const auto [ofBags, ofTiles] = figures(data, training);
  const auto [least, most] = edges(data);
  const Json json{{"format", "snitt-train-tiles/1"},
                  {"software", fmt::format("snitt {}", SNITT_VERSION)},
                  {"classes", {{"poor", data.className(true)}, {"good", data.className(false)}}},
                  {"test", {{"bags", described(ofBags)}, {"tiles", described(ofTiles)}}},
                  {"sides", sidesJson(data)},
                  {"grouping", toText(data.groups.rule)},
                  {"tilesMayShareCases", data.groups.rule == TileGrouping::single},
                  {"nearlySame", {{"pairs", data.near.size()}, {"mostBits", kNearBits}}},
                  {"pictures", {{"leastEdgePx", least}, {"mostEdgePx", most}, {"unreadable", data.files.unreadable}}},
                  {"mpp", nullptr},
                  {"data", data.files.sha256},
                  {"network", networkJson(training)},
                  {"training",
                   {{"device", kindOfDevice(training.spec.device)},
                    {"seed", training.options.seed},
                    {"epochs", training.options.epochs},
                    {"keptEpoch", training.bestEpoch + 1},
                    {"learningRate", training.options.optimiser.learningRate},
                    {"bagsPerStep", training.options.bagsPerStep}}},
                  {"isNot", kIsNot}};
  return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

std::string summaryText(const TileData& data, const TilesTraining& training) {
  const auto [ofBags, ofTiles] = figures(data, training);
  const Counts counts = countsOf(data);
  std::string text = fmt::format("{} against {}, {} px tiles of unknown scale; a high score stands for {}\n\n",
                                 data.className(true), data.className(false), data.files.tilePx, data.className(true));
  text += fmt::format("{:<8}{:>16}{:>16}\n", "", "tiles", "bags");
  for (const Side side : kSides) {
    const auto& tiles = counts.tiles[static_cast<std::size_t>(side)];
    const auto& bags = counts.bags[static_cast<std::size_t>(side)];
    text += fmt::format("{:<8}{:>16}{:>16}\n", training::toText(side), fmt::format("{} + {}", tiles[1], tiles[0]),
                        fmt::format("{} + {}", bags[1], bags[0]));
  }
  text += fmt::format("\nOn tiles that took no part in training:\nAUC of bags   {}{}\nAUC of tiles  {}{}\n\n",
                      fixed(ofBags.auc.value, 3), interval(ofBags), fixed(ofTiles.auc.value, 3), interval(ofTiles));
  if (const std::string said = cautions(data); !said.empty()) text += said + "\n";
  text += "What this is not:\n";
  for (const char* is : kIsNot) text += fmt::format("- {}\n", is);
  return text;
}

}  // namespace snitt::app
