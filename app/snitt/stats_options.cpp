#include "app/snitt/stats_options.h"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/snitt/validators_p.h"
#include "core/text/number.h"

namespace snitt::app {
namespace {

// "COL@HORIZON"; a column's own name may hold an @.
Result<analysis::RiskColumn> riskOf(const std::string& text) {
  const std::size_t at = text.rfind('@');
  const auto horizon = at == std::string::npos ? std::nullopt : parseNumber(std::string_view(text).substr(at + 1));
  if (!horizon || at == 0 || !(*horizon > 0))
    return fail(ErrorKind::usage,
                fmt::format("--risk {}: a column and a positive horizon are needed, as COL@1825", text));
  return analysis::RiskColumn{text.substr(0, at), *horizon};
}

}  // namespace

void addStatsOptions(CLI::App& verb, StatsOptions& options) {
  verb.add_option("--data", options.data, "the table, a CSV with a header")->required()->check(notBlank());
  verb.add_option("--out", options.out, "the JSON to write")->required()->check(notBlank());
  verb.add_option("--time", options.time, "column of times")->check(notBlank());
  verb.add_option("--event", options.event, "COL, holding 0 and 1, or COL=VALUE")->check(notBlank());
  verb.add_option("--group", options.group, "column of groups: curves and log-rank test")->check(notBlank());
  verb.add_option("--strata", options.strata, "column of strata: log-rank, Cox, C")->check(notBlank());
  verb.add_option("--cluster", options.cluster, "column that says which patient a row is of")->check(notBlank());
  verb.add_option("--covariates", options.covariates, "columns of a Cox regression; one of text is a factor")
      ->delimiter(',')
      ->check(notBlank());
  verb.add_option("--factors", options.factors, "covariates whose numbers stand for levels")
      ->delimiter(',')
      ->check(notBlank());
  verb.add_option("--ties", options.ties, "events at one time, in the Cox regression")
      ->check(CLI::IsMember({"efron", "breslow"}))
      ->capture_default_str();
  verb.add_flag("--residuals", options.residuals, "martingale, deviance, dfbeta and Schoenfeld residuals in the JSON");
  verb.add_option("--score", options.score, "column of scores, higher meaning higher risk: C, AUC")->check(notBlank());
  verb.add_option("--compare", options.compare, "further scores of the same patients, to be compared with --score")
      ->delimiter(',')
      ->check(notBlank());
  verb.add_option("--horizons", options.horizons, "times at which survival, AUC and classes are stated")
      ->delimiter(',');
  verb.add_option("--risk", options.risks, "COL@HORIZON, risks fixed beforehand: calibration, Brier, decision curve")
      ->delimiter(',')
      ->check(notBlank());
  verb.add_option("--cause", options.cause, "column that says what an event was: cumulative incidence, Gray's test")
      ->check(notBlank());
  verb.add_option("--classes", options.classes, "column of good, uncertain, poor (or 0 and 1), judged at the horizons")
      ->check(notBlank());
  verb.add_option("--agreement", options.agreement, "columns of readings A,B: kappa, ICC, Bland-Altman, Dice")
      ->delimiter(',')
      ->check(notBlank());
  verb.add_option("--conf-type", options.confType, "scale of survival's limits")
      ->check(CLI::IsMember({"plain", "log", "log-log", "logit", "arcsin"}))
      ->capture_default_str();
  verb.add_option("--rmean", options.meanUntil,
                  "time to which the restricted mean goes; else the longest of all groups")
      ->check(CLI::PositiveNumber);
  verb.add_option("--plot", options.plots,
                  "FILE.svg, .pdf or .png; or KIND=FILE: km, incidence, forest, calibration, decision, roc, auc,\n"
                  "bland-altman. May be given several times")
      ->check(notBlank());
  verb.add_option("--time-unit", options.timeUnit, "unit of the times, for the plots")->check(notBlank());
  verb.add_option("--time-tick", options.timeTick, "distance of a plot's ticks, such as 365.25")
      ->check(CLI::PositiveNumber);
  verb.add_option("--bootstrap", options.resamples, "resamples by patient")->check(CLI::Range(1, 1000000));
  verb.add_option("--seed", options.seed, "of the bootstrap")->capture_default_str();
}

Result<analysis::StatsRequest> requestOf(const StatsOptions& options, Session& session) {
  analysis::StatsRequest request;
  request.time = options.time;
  const std::size_t equals = options.event.rfind('=');
  request.event = options.event.substr(0, equals);
  if (equals != std::string::npos) request.eventValue = options.event.substr(equals + 1);
  if (equals != std::string::npos && request.eventValue.empty())
    return fail(ErrorKind::usage, fmt::format("--event {}: the value after = is missing", options.event));
  request.group = options.group;
  request.strata = options.strata;
  request.cluster = options.cluster;
  request.covariates = options.covariates;
  request.factors = options.factors;
  request.residuals = options.residuals;
  request.ties = options.ties == "breslow" ? statistics::CoxTies::breslow : statistics::CoxTies::efron;
  if (!options.score.empty()) request.scores.push_back(options.score);
  if (options.score.empty() && !options.compare.empty())
    return fail(ErrorKind::usage, "--compare needs a --score to compare with");
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
  request.limits = *statistics::limitScaleOf(options.confType);
  if (options.meanUntil > 0) request.meanUntil = options.meanUntil;
  if (options.resamples > 0)
    request.bootstrap = analysis::ResamplingRequest{options.resamples, options.seed, session.options().threadCount(),
                                                    session.control().stop};
  return request;
}

}  // namespace snitt::app
