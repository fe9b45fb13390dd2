#include "core/analysis/power_section.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "core/statistics/power/concordance_power.h"
#include "core/statistics/power/hazard_power.h"
#include "core/text/nearest.h"
#include "core/text/number.h"

namespace snitt::analysis {
namespace {

using namespace statistics;

double whole(double number) { return std::ceil(number - 1e-9); }

tl::unexpected<Error> needs(const std::string& what) {
  return fail(ErrorKind::usage, fmt::format("--power: {}", what));
}

// Where an optional takes a result, or its error is passed on.
Result<void> take(const Result<double>& value, std::optional<double>& place) {
  if (!value) return failIn("--power", value.error());
  place = *value;
  return {};
}

Result<HazardDesign> hazardDesign(const PowerRequest& request) {
  if (request.sd && request.share) return needs("share is of two groups and sd of a covariate: give one of them");
  auto design = request.sd ? covariateDesign(*request.sd, request.r2, request.alpha)
                           : twoGroupDesign(request.share.value_or(0.5), request.alpha);
  if (!design) return failIn("--power", design.error());
  return design;
}

// Patients of events, or events of patients, by the probability of an event.
Result<void> fillPatients(PowerRequest& design) {
  if (design.events && !design.n && design.probability) {
    const auto n = patientsNeeded(*design.events, *design.probability);
    if (auto taken = take(n, design.n); !taken) return taken;
    design.n = whole(*design.n);
  }
  return {};
}

Result<PowerSection> hazardPower(const PowerRequest& request) {
  const auto design = hazardDesign(request);
  if (!design) return fail(design.error());
  PowerSection section{{}, request, {}, {}, {}};
  PowerRequest& quantities = section.design;
  if (!quantities.events && quantities.n) {
    if (!quantities.probability) return needs("n needs the probability of an event beside it");
    quantities.events = *quantities.n * *quantities.probability;
  }
  if (!request.sd) quantities.share = request.share.value_or(0.5);
  section.method = request.sd ? "Hsieh and Lavori 2000" : "Schoenfeld 1981";
  const int given = (quantities.hazardRatio ? 1 : 0) + (quantities.power ? 1 : 0) + (quantities.events ? 1 : 0);
  if (given != 2) return needs("two of hr, power and events (or n with probability) are needed, the third is found");
  Result<void> done;
  if (!quantities.events) {
    section.solvedFor = "events";
    done = take(eventsNeeded(*design, *quantities.hazardRatio, *quantities.power), quantities.events);
    if (done) quantities.events = whole(*quantities.events);
    if (done && !request.sd)
      done = take(eventsNeededFreedman(*quantities.share, *quantities.hazardRatio, *quantities.power, request.alpha),
                  section.eventsFreedman);
    if (done && section.eventsFreedman) section.eventsFreedman = whole(*section.eventsFreedman);
  } else if (!quantities.power) {
    section.solvedFor = "power";
    done = take(powerOfEvents(*design, *quantities.hazardRatio, *quantities.events), quantities.power);
  } else {
    section.solvedFor = "hr";
    done = take(detectableHazardRatio(*design, *quantities.events, *quantities.power), quantities.hazardRatio);
    if (done) section.hazardRatioBelow = 1 / *quantities.hazardRatio;
  }
  if (done) done = fillPatients(quantities);
  if (!done) return fail(done.error());
  return section;
}

// C is to be shown to exceed c0.
Result<void> exceeding(const ConcordanceDesign& design, PowerSection& section) {
  PowerRequest& quantities = section.design;
  if (quantities.n && quantities.power && !quantities.c) {
    section.solvedFor = "c";
    return take(detectableConcordance(design, *quantities.c0, *quantities.n, *quantities.power), quantities.c);
  }
  if (!quantities.c) return needs("c0 needs c, the concordance that is expected");
  if (quantities.n && !quantities.power) {
    section.solvedFor = "power";
    return take(concordancePower(design, *quantities.c0, *quantities.n), quantities.power);
  }
  if (!quantities.power || quantities.n) return needs("c0 needs n or power beside c, the other is found");
  section.solvedFor = "n";
  return take(patientsForPower(design, *quantities.c0, *quantities.power), quantities.n);
}

Result<PowerSection> concordanceStudy(const PowerRequest& request) {
  if (!request.probability) return needs("a concordance needs the probability of an event");
  PowerSection section{{}, request, {}, {}, "Newcombe 2006, method 4"};
  PowerRequest& quantities = section.design;
  const ConcordanceDesign design{request.c.value_or(0.7), *request.probability, request.alpha};
  Result<void> done;
  if (request.c0) {
    done = exceeding(design, section);
  } else if (request.n && !request.width && !request.stdErr) {
    section.solvedFor = "width";
    done = take(concordanceWidth(design, *request.n), quantities.width);
    if (done) done = take(concordanceStdErr(design, *request.n), quantities.stdErr);
  } else if (request.width.has_value() != request.stdErr.has_value() && !request.n) {
    section.solvedFor = "n";
    done = take(request.width ? patientsForWidth(design, *request.width) : patientsForStdErr(design, *request.stdErr),
                quantities.n);
  } else {
    return needs("a concordance needs one of n, width and se beside c, or c0 with power or n");
  }
  if (!done) return fail(done.error());
  if (quantities.n) quantities.events = *quantities.n * *quantities.probability;
  return section;
}

}  // namespace

Result<PowerRequest> powerRequestOf(const std::string& text) {
  PowerRequest request;
  const std::vector<std::string> keys{"hr", "power", "events", "n",     "probability", "share", "sd",
                                      "r2", "c",     "c0",     "width", "se",          "alpha"};
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(',', at), text.size());
    const std::string part = text.substr(at, end - at);
    at = end + 1;
    const std::size_t equals = part.find('=');
    const std::string key = part.substr(0, equals);
    if (std::ranges::count(keys, key) == 0)
      return needs(
          fmt::format("\"{}\" is no quantity{}; there are {}", key, nearestHint(key, keys), fmt::join(keys, ", ")));
    const auto value =
        equals == std::string::npos ? std::nullopt : parseNumber(std::string_view(part).substr(equals + 1));
    if (!value) return needs(fmt::format("{} needs a number, as {}=0.8", key, key));
    if (key == "hr") request.hazardRatio = value;
    if (key == "power") request.power = value;
    if (key == "events") request.events = value;
    if (key == "n") request.n = value;
    if (key == "probability") request.probability = value;
    if (key == "share") request.share = value;
    if (key == "sd") request.sd = value;
    if (key == "r2") request.r2 = *value;
    if (key == "c") request.c = value;
    if (key == "c0") request.c0 = value;
    if (key == "width") request.width = value;
    if (key == "se") request.stdErr = value;
    if (key == "alpha") request.alpha = *value;
  }
  return request;
}

Result<PowerSection> analysePower(const PowerRequest& request) {
  const bool concordance = request.c || request.c0 || request.width || request.stdErr;
  if (!concordance) return hazardPower(request);
  if (request.hazardRatio) return needs("hr and c are two different questions: ask one of them");
  return concordanceStudy(request);
}

}  // namespace snitt::analysis
