#include "app/snitt/stats_options.h"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/snitt/validators_p.h"
#include "core/text/number.h"

namespace snitt::app {
namespace {

CLI::Validator positive() {
  return CLI::Validator(
      [](const std::string& text) {
        const auto number = parseNumber(text);
        return number && *number > 0 ? std::string() : text + " is no positive number";
      },
      "");
}

// "COL@HORIZON"; a column's own name may hold an @.
Result<analysis::RiskColumn> riskOf(const std::string& text) {
  const std::size_t at = text.rfind('@');
  const auto horizon = at == std::string::npos ? std::nullopt : parseNumber(std::string_view(text).substr(at + 1));
  if (!horizon || at == 0 || !(*horizon > 0))
    return fail(ErrorKind::usage,
                fmt::format("--risk {}: a column and a positive horizon are needed, as COL@1825", text));
  return analysis::RiskColumn{text.substr(0, at), *horizon};
}

struct ColumnValue {
  std::string column;
  std::string value;  // empty: none
};

// "COL" or "COL=VALUE"; a column's own name may hold an =.
Result<ColumnValue> columnValueOf(const char* option, const std::string& text) {
  const std::size_t equals = text.rfind('=');
  if (equals == std::string::npos) return ColumnValue{text, {}};
  if (equals + 1 == text.size())
    return fail(ErrorKind::usage, fmt::format("{} {}: the value after = is missing", option, text));
  return ColumnValue{text.substr(0, equals), text.substr(equals + 1)};
}

// An option that changes nothing was meant for something: what it belongs to is missing.
Result<void> checkBelonging(const StatsOptions& options) {
  struct Belonging {
    const char* option;
    bool given;
    const char* needs;
    bool there;
  };
  const bool cox = !options.covariates.empty();
  const bool score = !options.score.empty();
  for (const Belonging& one : {
           Belonging{"--compare", !options.compare.empty(), "a --score to compare with", score},
           Belonging{"--factors", !options.factors.empty(), "--covariates", cox},
           Belonging{"--residuals", options.residuals, "--covariates", cox},
           Belonging{"--strata", !options.strata.empty(), "--group, --covariates or --score",
                     !options.group.empty() || cox || score},
           Belonging{"--cluster", !options.cluster.empty(), "--covariates, --score, --risk or --classes",
                     cox || score || !options.risks.empty() || !options.classes.empty()},
           Belonging{"--competing", !options.competing.empty(), "--risk, --score with --horizons, or --classes",
                     (score && !options.horizons.empty()) || !options.risks.empty() || !options.classes.empty()},
           Belonging{"--bootstrap", options.resamples > 0, "--covariates, --score or --classes",
                     cox || score || !options.classes.empty()},
           Belonging{"--reference", !options.reference.empty(), "--psi", !options.stability.empty()},
           Belonging{"--in-control", !options.inControl.empty(), "--cusum", !options.cusum.empty()},
           Belonging{"--cusum-design", !options.cusumDesign.empty(), "--cusum", !options.cusum.empty()},
       })
    if (one.given && !one.there) return fail(ErrorKind::usage, fmt::format("{} needs {}", one.option, one.needs));
  return {};
}

}  // namespace

void addStatsOptions(CLI::App& verb, StatsOptions& options) {
  verb.add_option("--data", options.data, "The table, a CSV with a header")->check(notBlank());
  verb.add_option("--out", options.out, "The JSON to write")->required()->check(notBlank());
  verb.add_option("--time", options.time, "Column of times")->check(notBlank());
  verb.add_option("--event", options.event, "COL, holding 0 and 1, or COL=VALUE")->check(notBlank());
  verb.add_option("--group", options.group, "Column of groups: curves and log-rank test")->check(notBlank());
  verb.add_option("--strata", options.strata, "Column of strata: log-rank, Cox, C")->check(notBlank());
  verb.add_option("--cluster", options.cluster, "Column that says which patient a row is of")->check(notBlank());
  verb.add_option("--covariates", options.covariates, "Columns of a Cox regression; one of text is a factor")
      ->delimiter(',')
      ->check(notBlank());
  verb.add_option("--factors", options.factors, "Covariates whose numbers stand for levels")
      ->delimiter(',')
      ->check(notBlank());
  verb.add_option("--ties", options.ties, "Events at one time, in the Cox regression")
      ->check(CLI::IsMember({"efron", "breslow"}))
      ->capture_default_str();
  verb.add_flag("--residuals", options.residuals, "martingale, deviance, dfbeta and Schoenfeld residuals in the JSON");
  verb.add_option("--score", options.score, "Column of scores, higher meaning higher risk: C, AUC")->check(notBlank());
  verb.add_option("--compare", options.compare, "Further scores of the same patients, to be compared with --score")
      ->delimiter(',')
      ->check(notBlank());
  verb.add_option("--horizons", options.horizons, "Times at which survival, AUC and classes are stated")
      ->delimiter(',');
  verb.add_option("--risk", options.risks, "COL@HORIZON, risks fixed beforehand: calibration, Brier, decision curve")
      ->delimiter(',')
      ->check(notBlank());
  verb.add_option("--cause", options.cause, "Column that says what an event was: cumulative incidence, Gray's test")
      ->check(notBlank());
  verb.add_option("--competing", options.competing,
                  "COL or COL=VALUE, who had an event that rules out --event: AUC, risks and classes know of it")
      ->check(notBlank());
  verb.add_option("--classes", options.classes, "Column of good, uncertain, poor (or 0 and 1), judged at the horizons")
      ->check(notBlank());
  verb.add_option("--agreement", options.agreement, "Columns of readings A,B: kappa, ICC, Bland-Altman, Dice")
      ->delimiter(',')
      ->check(notBlank());
  verb.add_option("--conf-type", options.confType, "Scale of survival's limits")
      ->check(CLI::IsMember({"plain", "log", "log-log", "logit", "arcsin"}))
      ->capture_default_str();
  verb.add_option("--rmean", options.meanUntil,
                  "Time to which the restricted mean goes; else the longest of all groups")
      ->check(positive());
  verb.add_option(
          "--power", options.power,
          "What a study needs or shows, as hr=0.6,power=0.8,probability=0.3; what is left out is found. Keys: hr,\n"
          "power, events, n, probability, share, sd, r2, alpha; c, c0, width, se")
      ->check(notBlank());
  verb.add_option("--psi", options.stability, "Column whose population stability is told against --reference")
      ->check(notBlank());
  verb.add_option("--reference", options.reference, "Table with the same column, from when the model was locked")
      ->check(notBlank());
  verb.add_option("--cusum", options.cusum, "Column of control values, in the order of the rows")->check(notBlank());
  verb.add_option("--in-control", options.inControl, "Target and standard deviation of the CUSUM: MEAN,SD")
      ->delimiter(',')
      ->expected(2);
  verb.add_option("--cusum-design", options.cusumDesign, "Allowance and limit in standard deviations: K,H (0.5,5)")
      ->delimiter(',')
      ->expected(2);
  verb.add_option("--plot", options.plots,
                  "FILE.svg, .pdf or .png; or KIND=FILE: km, incidence, forest, calibration, decision, roc, auc,\n"
                  "bland-altman. May be given several times")
      ->check(notBlank());
  verb.add_option("--time-unit", options.timeUnit, "Unit of the times, for the plots")->check(notBlank());
  verb.add_option("--time-tick", options.timeTick, "Distance of a plot's ticks, such as 365.25")->check(positive());
  verb.add_option("--bootstrap", options.resamples, "Resamples by patient")->check(CLI::Range(1, 1000000));
  verb.add_option("--seed", options.seed, "Of the bootstrap")->check(CLI::NonNegativeNumber)->capture_default_str();
}

Result<analysis::StatsRequest> requestOf(const StatsOptions& options, Session& session) {
  if (auto checked = checkBelonging(options); !checked) return fail(checked.error());
  analysis::StatsRequest request;
  request.time = options.time;
  const auto event = columnValueOf("--event", options.event);
  if (!event) return fail(event.error());
  request.event = event->column;
  request.eventValue = event->value;
  const auto competing = columnValueOf("--competing", options.competing);
  if (!competing) return fail(competing.error());
  request.competing = competing->column;
  request.competingValue = competing->value;
  request.group = options.group;
  request.strata = options.strata;
  request.cluster = options.cluster;
  request.covariates = options.covariates;
  request.factors = options.factors;
  request.residuals = options.residuals;
  request.ties = options.ties == "breslow" ? statistics::CoxTies::breslow : statistics::CoxTies::efron;
  if (!options.score.empty()) request.scores.push_back(options.score);
  request.scores.insert(request.scores.end(), options.compare.begin(), options.compare.end());
  request.cause = options.cause;
  request.classes = options.classes;
  request.agreement = options.agreement;
  request.horizons = options.horizons;
  for (const std::string& text : options.risks) {
    auto risk = riskOf(text);
    if (!risk) return fail(risk.error());
    request.risks.push_back(*std::move(risk));
  }
  if (!options.power.empty()) {
    const auto power = analysis::powerRequestOf(options.power);
    if (!power) return fail(power.error());
    request.power = *power;
  }
  request.stability = options.stability;
  if (!options.cusum.empty()) {
    if (options.inControl.size() != 2)
      return fail(ErrorKind::usage, "--cusum needs --in-control MEAN,SD, known from when nothing had changed");
    request.cusum = analysis::CusumRequest{options.cusum, options.inControl[0], options.inControl[1], {}};
    if (options.cusumDesign.size() == 2) request.cusum->design = {options.cusumDesign[0], options.cusumDesign[1]};
  }
  request.limits = *statistics::limitScaleOf(options.confType);
  if (options.meanUntil > 0) request.meanUntil = options.meanUntil;
  if (options.resamples > 0)
    request.bootstrap = analysis::ResamplingRequest{options.resamples, options.seed, session.options().threadCount(),
                                                    session.control().stop};
  return request;
}

}  // namespace snitt::app
