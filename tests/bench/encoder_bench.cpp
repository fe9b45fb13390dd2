// What an encoder from simulated tiles is worth. One line of JSON a measurement.
//
//   encoder_bench tiles                    tiles a second of 224 px, on one thread
//   encoder_bench sampled                  how tiles drawn at a coarser scale differ from those of a slide
//   encoder_bench encoder [options]        an encoder's training: order of tuning tumours after each epoch, then the
//                                          rank correlation of its output with the truth of new tumours; --out FILE
//   encoder_bench cohort [options]         networks of one resolution on simulated patients (Cox): Harrell's C on new
//                                          patients, from random weights or from --start FILE; --cache PATH keeps
//                                          the tiles for the next time
#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <map>
#include <numeric>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "core/atomic_file.h"
#include "core/simulation/simulated_cohort.h"
#include "core/statistics/discrimination/concordance.h"
#include "inference/learning/simulated_encoder.h"
#include "inference/training/lanes.h"
#include "inference/training/whole_bags.h"
#include "tiling/simulation/simulated_slide.h"

namespace {

using namespace snitt;
using Clock = std::chrono::steady_clock;

template <class T>
T must(Result<T> result) {
  if (result) return *std::move(result);
  std::fprintf(stderr, "%s\n", result.error().message.c_str());
  std::exit(1);
}
void must(const Result<void>& result) {
  if (result) return;
  std::fprintf(stderr, "%s\n", result.error().message.c_str());
  std::exit(1);
}

double since(Clock::time_point began) { return std::chrono::duration<double>(Clock::now() - began).count(); }

// Of all threads.
double cpu() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

struct Asked {
  std::map<std::string, double> values{
      {"threads", 2},  {"width", 0.25},  {"px", 112},     {"mpp", 0},       {"footprint", 471}, {"tumours", 1000},
      {"tiles", 4},    {"epochs", 20},   {"step", 32},    {"rate", 3e-3},   {"seed", 1},        {"arch", 1},
      {"cells", 0},    {"draw", -1},     {"new", 200},    {"newTiles", 16}, {"patients", 80},   {"frozen", 0},
      {"head", 0},     {"bagTiles", 8},  {"decay", 0.01}, {"tune", 40},     {"cohortSeed", 1},  {"jpeg", 1},
      {"distinct", 0}, {"tuneTiles", 8}, {"colour", 1}};
  std::string start, out, cache;
  double operator()(const std::string& name) const { return values.at(name); }
  int whole(const std::string& name) const { return static_cast<int>(values.at(name)); }
  std::size_t count(const std::string& name) const { return static_cast<std::size_t>(values.at(name)); }
  double mpp() const { return values.at("mpp") > 0 ? values.at("mpp") : values.at("footprint") / values.at("px"); }
  double drawMpp() const { return values.at("draw") < 0 ? drawMppFor(mpp()) : values.at("draw"); }
};

TileRequest requestOf(const Asked& asked, int tiles) {
  TileRequest request;
  request.tilePx = asked.whole("px");
  request.mpp = asked.mpp();
  request.tiles = tiles;
  request.drawMpp = asked.drawMpp();
  request.jpeg = asked("jpeg") > 0;
  return request;
}

std::vector<double> ranksOf(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return values[i]; });
  std::vector<double> ranks(values.size());
  for (std::size_t i = 0; i < order.size(); ++i) ranks[order[i]] = static_cast<double>(i);
  return ranks;
}

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
  const auto n = static_cast<double>(a.size());
  const double meanA = std::accumulate(a.begin(), a.end(), 0.0) / n;
  const double meanB = std::accumulate(b.begin(), b.end(), 0.0) / n;
  double ab = 0, aa = 0, bb = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    ab += (a[i] - meanA) * (b[i] - meanB);
    aa += (a[i] - meanA) * (a[i] - meanA);
    bb += (b[i] - meanB) * (b[i] - meanB);
  }
  return ab / std::sqrt(aa * bb);
}

double rankCorrelation(const std::vector<double>& a, const std::vector<double>& b) {
  return correlation(ranksOf(a), ranksOf(b));
}

double harrell(const std::vector<double>& scores, const BagSource& source) {
  std::vector<double> times;
  std::vector<std::uint8_t> events;
  for (std::size_t i = 0; i < source.bagCount(); ++i) {
    times.push_back(source.outcome(i).time);
    events.push_back(source.outcome(i).event ? 1 : 0);
  }
  return must(statistics::concordance({times, events}, scores)).c.value;
}

std::vector<double> outputsOf(BagNetwork& network, const BagNetworkSpec& spec, const BagSource& source) {
  return must(outputsOfWholeBags(network, spec, source, {}));
}

void tiles() {
  for (const double mpp : {0.92, 2.1, 0.25, 0.5})
    for (const double draw : {0.0, mpp / 3, mpp / 2, mpp}) {
      if (draw != 0 && draw <= 0.26) continue;
      Asked asked;
      asked.values["px"] = 224;
      asked.values["mpp"] = mpp;
      asked.values["draw"] = std::min(draw, 2.0);  // phantoms are drawn at no coarser scale
      const auto began = Clock::now();
      int drawn = 0;
      for (std::size_t i = 0; since(began) < 2; ++i)
        drawn += static_cast<int>(must(drawSimulatedTiles(must(tumourOf({}, i)), requestOf(asked, 1))).size());
      std::printf("{\"mpp\": %.2f, \"drawMpp\": %.3f, \"tilesPerSecond\": %.1f}\n", mpp, draw, drawn / since(began));
      std::fflush(stdout);
    }
}

// Differences of pixels, and the spread of each picture's pixels.
void sampled(const Asked& asked) {
  for (const double share : {1.0, 2.0, 3.0, 4.0}) {
    double squares = 0, count = 0, sums[2] = {0, 0}, seconds[2] = {0, 0}, all[2] = {0, 0};
    for (std::size_t i = 0; i < 12; ++i) {
      const PhantomRecipe recipe = must(tumourOf({}, i));
      TileRequest request = requestOf(asked, 1);
      std::vector<SimulatedTile> tiles;
      for (const double draw : {0.0, asked.mpp() / share}) {
        request.drawMpp = draw <= recipe.mpp ? 0 : std::min(draw, 2.0);
        tiles.push_back(must(drawSimulatedTiles(recipe, request)).front());
      }
      for (std::size_t b = 0; b < tiles[0].image.bytes.size(); ++b) {
        const double difference = double(tiles[0].image.bytes[b]) - tiles[1].image.bytes[b];
        squares += difference * difference;
        ++count;
      }
      for (std::size_t t = 0; t < 2; ++t)
        for (std::size_t b = 3; b < tiles[t].image.bytes.size(); ++b) {
          const double step = double(tiles[t].image.bytes[b]) - tiles[t].image.bytes[b - 3];
          sums[t] += step * step;
          seconds[t] += std::pow(double(tiles[t].image.bytes[b]), 2);
          all[t] += tiles[t].image.bytes[b];
        }
    }
    const auto spread = [&](std::size_t t) { return std::sqrt(seconds[t] / count - std::pow(all[t] / count, 2)); };
    std::printf(
        "{\"mpp\": %.2f, \"drawn\": \"mpp/%.0f\", \"rmsDifference\": %.2f, \"rmsStep\": [%.2f, %.2f], "
        "\"sd\": [%.2f, %.2f], \"mean\": [%.2f, %.2f]}\n",
        asked.mpp(), share, std::sqrt(squares / count), std::sqrt(sums[0] / count), std::sqrt(sums[1] / count),
        spread(0), spread(1), all[0] / count, all[1] / count);
    std::fflush(stdout);
  }
}

// The tiles of a source in memory, and in a file for the next time where --cache names one.
class KeptBags : public BagSource {
 public:
  KeptBags(const BagSource& source, const Asked& asked, const std::string& name)
      : m_bytes(std::size_t(asked.whole("px")) * std::size_t(asked.whole("px")) * 3) {
    std::size_t tiles = 0;
    for (std::size_t bag = 0; bag < source.bagCount(); ++bag) {
      m_outcomes.push_back(source.outcome(bag));
      m_first.push_back(tiles);
      tiles += source.tileCount(bag);
    }
    m_first.push_back(tiles);
    m_pixels.resize(tiles * m_bytes);
    const std::string file = asked.cache.empty() ? "" : asked.cache + "-" + name;
    std::ifstream stored(file, std::ios::binary);
    if (stored.read(reinterpret_cast<char*>(m_pixels.data()), std::ptrdiff_t(m_pixels.size()))) return;
    must(onLanes(source.bagCount(), asked.whole("threads"), {}, [&](std::size_t bag, const std::stop_token&) {
      std::vector<std::uint32_t> all(source.tileCount(bag));
      std::iota(all.begin(), all.end(), 0U);
      return source.read(bag, all, std::span(m_pixels).subspan(m_first[bag] * m_bytes, all.size() * m_bytes));
    }));
    if (file.empty()) return;
    std::ofstream(file, std::ios::binary)
        .write(reinterpret_cast<const char*>(m_pixels.data()), std::ptrdiff_t(m_pixels.size()));
  }

  std::size_t bagCount() const override { return m_outcomes.size(); }
  BagOutcome outcome(std::size_t bag) const override { return m_outcomes[bag]; }
  std::size_t tileCount(std::size_t bag) const override { return m_first[bag + 1] - m_first[bag]; }
  Result<void> read(std::size_t bag, std::span<const std::uint32_t> tiles, std::span<std::uint8_t> rgb) const override {
    for (std::size_t i = 0; i < tiles.size(); ++i)
      std::ranges::copy(tile(bag, tiles[i]), rgb.begin() + std::ptrdiff_t(i * m_bytes));
    return {};
  }
  std::span<const std::uint8_t> tile(std::size_t bag, std::size_t number) const {
    return std::span(m_pixels).subspan((m_first[bag] + number) * m_bytes, m_bytes);
  }

 private:
  std::size_t m_bytes;
  std::vector<BagOutcome> m_outcomes;
  std::vector<std::size_t> m_first;
  std::vector<std::uint8_t> m_pixels;
};

SimulatedEncoderPlan planOf(const Asked& asked) {
  SimulatedEncoderPlan plan;
  plan.network.architecture = "mobilenet_v2";
  plan.network.width = asked("width");
  plan.tilePx = asked.whole("px");
  plan.mpp = asked.mpp();
  plan.truth = {asked("arch"), asked("cells")};
  plan.drawMpp = asked.drawMpp();
  plan.tumours = asked.count("tumours");
  plan.tilesPerTumour = asked.count("tiles");
  plan.tuningTumours = asked.count("tune");
  plan.tuningTiles = asked.count("tuneTiles");
  plan.epochs = asked.whole("epochs");
  plan.tilesPerStep = asked.whole("step");
  plan.learningRate = asked("rate");
  plan.augment.saturation *= asked("colour");
  plan.augment.hue *= asked("colour");
  plan.augment.brightness *= asked("colour");
  plan.seed = asked.count("seed");
  return plan;
}

// 200 tumours with latents as patients have them.
std::vector<PhantomRecipe> newTumours(std::size_t count) {
  std::vector<PhantomRecipe> recipes;
  for (std::size_t i = 0; i < count; ++i) {
    recipes.push_back(must(tumourOf({.seed = 99}, i)));
    statistics::CounterRandom random(98, i);
    recipes.back().architecture = random.normal();
    recipes.back().cells = random.normal();
  }
  return recipes;
}

void encoder(const Asked& asked) {
  const SimulatedEncoderPlan plan = planOf(asked);
  const auto began = Clock::now();
  const auto progress = [&](const TrainingProgress& at) {
    if (at.epochReport == nullptr) return;
    std::printf(
        "{\"epoch\": %d, \"seconds\": %.0f, \"cpu\": %.0f, \"loss\": %.3f, \"tuningLoss\": %.3f, \"order\": %.3f}\n",
        int(at.epoch), since(began), cpu(), at.epochReport->trainingLoss, at.epochReport->tuningLoss,
        at.epochReport->tuningMetric);
    std::fflush(stdout);
  };
  SimulatedEncoder trained = must(trainSimulatedEncoder(plan, asked.whole("threads"), {}, progress));
  const double seconds = since(began);
  const double cpuSeconds = cpu();
  const auto recipes = newTumours(asked.count("new"));
  std::vector<double> architecture, cells;
  for (const PhantomRecipe& recipe : recipes) {
    architecture.push_back(recipe.architecture);
    cells.push_back(recipe.cells);
  }
  if (!asked.out.empty()) must(writeFileAtomically(asked.out, writeSafetensors(trained.features)));
  auto network = must(BagNetwork::create(encoderSpec(plan), asked.whole("threads")));
  NetworkTensors whole = trained.features;
  whole.insert(trained.head.begin(), trained.head.end());
  must(network->restore(whole, "encoder"));
  for (const int tiles : {1, asked.whole("newTiles")}) {
    const SimulatedBags bags(recipes, std::vector<BagOutcome>(recipes.size()), requestOf(asked, tiles));
    const auto outputs = outputsOf(*network, encoderSpec(plan), bags);
    std::printf(
        "{\"seconds\": %.0f, \"cpu\": %.0f, \"newTumours\": %zu, \"tiles\": %d, \"architecture\": %.3f, \"cells\": "
        "%.3f}\n",
        seconds, cpuSeconds, recipes.size(), tiles, rankCorrelation(outputs, architecture),
        rankCorrelation(outputs, cells));
    std::fflush(stdout);
  }
}

struct Patients {
  std::unique_ptr<KeptBags> bags;
  std::vector<double> latent, architecture, cells;
};

Patients patientsOf(const Asked& asked, std::uint64_t seed, std::size_t count, int tiles) {
  simulation::CohortModel model;
  model.seed = seed;
  model.patients = count;
  model.foldShare = model.penShare = 0;
  model.scanners = must(scannersNamed({"north", "south"}));
  const auto cohort = must(simulation::simulateCohort(model));
  Patients patients;
  std::vector<PhantomRecipe> recipes;
  std::vector<BagOutcome> outcomes;
  for (const auto& patient : cohort.patients) {
    recipes.push_back(phantomOf(model, patient, patient.slides.front(), {}));
    BagOutcome outcome;
    outcome.time = patient.outcome.timeDays;
    outcome.event = patient.outcome.cause == simulation::Cause::cancer;
    if (outcome.event && outcome.time <= 2.5 * 365.25) outcome.poor = true;
    if (!patient.outcome.recurrence && outcome.time > 6 * 365.25) outcome.poor = false;
    outcomes.push_back(outcome);
    patients.latent.push_back(patient.latents.latent);
    patients.architecture.push_back(patient.latents.architecture);
    patients.cells.push_back(patient.latents.cells);
  }
  const SimulatedBags drawn(recipes, outcomes, requestOf(asked, tiles));
  patients.bags = std::make_unique<KeptBags>(drawn, asked, fmt::format("{}-{}", seed, count));
  return patients;
}

void cohort(const Asked& asked) {
  const Patients training =
      patientsOf(asked, asked.count("cohortSeed"), asked.count("patients"), asked.whole("newTiles"));
  const Patients tuning =
      patientsOf(asked, 1000 + asked.count("cohortSeed"), asked.count("tune"), asked.whole("newTiles"));
  const Patients tested = patientsOf(asked, 777, asked.count("new"), asked.whole("newTiles"));
  BagNetworkSpec spec;
  spec.network.architecture = "mobilenet_v2";
  spec.network.width = asked("width");
  if (asked("head") > 0) {
    spec.network.head.kind = HeadKind::attention;
    spec.network.head.encoder = {};
    spec.network.head.attention = 16;
  }
  spec.tilePx = asked.whole("px");
  spec.frozenBlocks = asked.whole("frozen");
  spec.seed = asked.count("seed");
  TrainingOptions options;
  const bool distinct = asked("distinct") > 0;
  options.target = distinct ? TrainingTarget::label : TrainingTarget::survival;
  options.metric = TuningMetric::concordance;
  options.optimiser.learningRate = asked("rate");
  options.optimiser.weightDecay = asked("decay");
  options.epochs = asked.whole("epochs");
  options.bagsPerStep = asked.whole("step");
  options.mostTilesPerBag = asked.count("bagTiles");
  options.seed = asked.count("seed");
  TrainingRun run;
  run.threads = asked.whole("threads");
  SafetensorsFile start;
  if (!asked.start.empty()) {
    std::ifstream file(asked.start, std::ios::binary);
    start = must(SafetensorsFile::parse({std::istreambuf_iterator<char>(file), {}}));
    run.startFrom = &start;
  }
  const auto began = Clock::now();
  run.progress = [&](const TrainingProgress& at) {
    if (at.epochReport == nullptr) return;
    std::printf(
        "{\"epoch\": %d, \"seconds\": %.0f, \"cpu\": %.0f, \"loss\": %.3f, \"tuningLoss\": %.3f, \"tuningC\": %.3f}\n",
        int(at.epoch), since(began), cpu(), at.epochReport->trainingLoss, at.epochReport->tuningLoss,
        at.epochReport->tuningMetric);
    std::fflush(stdout);
  };
  const auto trained = must(train(spec, options, *training.bags, asked("tune") > 1 ? tuning.bags.get() : nullptr, run));
  auto network = must(BagNetwork::create(spec, asked.whole("threads")));
  must(network->restore(trained.tensors, "trained"));
  const auto outputs = outputsOf(*network, spec, *tested.bags);
  std::printf(
      "{\"seconds\": %.0f, \"cpu\": %.0f, \"c\": %.3f, \"cOfArchitecture\": %.3f, \"cOfCells\": %.3f, \"cOfLatent\": "
      "%.3f, "
      "\"rankArchitecture\": %.3f, \"rankCells\": %.3f, \"rankLatent\": %.3f}\n",
      since(began), cpu(), harrell(outputs, *tested.bags), harrell(tested.architecture, *tested.bags),
      harrell(tested.cells, *tested.bags), harrell(tested.latent, *tested.bags),
      rankCorrelation(outputs, tested.architecture), rankCorrelation(outputs, tested.cells),
      rankCorrelation(outputs, tested.latent));
  if (asked.out.empty()) return;
  std::ofstream file(asked.out);
  for (const double output : outputs) file << output << '\n';
}

}  // namespace

int main(int argc, char** argv) {
  Asked asked;
  for (int i = 2; i + 1 < argc; i += 2) {
    const std::string name = argv[i][0] == '-' ? argv[i] + 2 : argv[i];
    if (name == "start" || name == "out" || name == "cache") {
      (name == "start" ? asked.start : name == "out" ? asked.out : asked.cache) = argv[i + 1];
      continue;
    }
    if (!asked.values.contains(name)) {
      std::fprintf(stderr, "there is no option %s\n", name.c_str());
      return 2;
    }
    asked.values[name] = std::stod(argv[i + 1]);
  }
  const std::string verb = argc > 1 ? argv[1] : "";
  if (verb == "tiles") return tiles(), 0;
  if (verb == "sampled") return sampled(asked), 0;
  if (verb == "encoder") return encoder(asked), 0;
  if (verb == "cohort") return cohort(asked), 0;
  std::fprintf(stderr, "encoder_bench tiles | sampled | encoder | cohort\n");
  return 2;
}
