#include "app/snitt/drift_options.h"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/snitt/validators_p.h"
#include "core/text/number.h"

namespace snitt::app {
namespace {

struct NamedTarget {
  std::string name;
  drift::ControlTarget target;
};

// "NAME=MEAN:SD"; a name may hold an '='.
Result<NamedTarget> targetOf(const std::string& text) {
  const std::size_t equals = text.rfind('=');
  const std::size_t colon = text.rfind(':');
  if (equals != std::string::npos && equals > 0 && colon != std::string::npos && colon > equals) {
    const auto mean = parseNumber(std::string_view(text).substr(equals + 1, colon - equals - 1));
    const auto sd = parseNumber(std::string_view(text).substr(colon + 1));
    if (mean && sd && *sd > 0) return NamedTarget{text.substr(0, equals), {*mean, *sd}};
  }
  return fail(ErrorKind::usage, fmt::format("--control-target {}: a name, a mean and a standard deviation above 0 are "
                                            "needed, as CONTROL-1=0.42:0.02",
                                            text));
}

Result<void> checkSource(const DriftOptions& options, bool database) {
  if (!options.cohorts.empty() && database)
    return fail(ErrorKind::usage, "--cohort and --db cannot be looked at together: name one of them");
  if (!options.cohorts.empty() && !options.controlCases.empty())
    return fail(ErrorKind::usage,
                "--control-case names a case of a database; of a cohort the list names control slides");
  if (options.cohorts.empty() && options.reference.empty() &&
      !(options.columns.week + options.columns.scanner + options.columns.control).empty())
    return fail(ErrorKind::usage, "--week-column, --scanner-column and --control-column need --cohort");
  return {};
}

void addShares(CLI::App& verb, drift::DriftLimits& limits) {
  const auto share = [&verb](const char* name, std::optional<double>& place, const char* help) {
    verb.add_option(name, place, help)->check(CLI::Range(0.0, 1.0));
  };
  share("--expected-unscored", limits.unscored, "Usual share of slides without a score, 0 to 1");
  share("--expected-not-assessable", limits.notAssessable, "Usual share of slides not assessable");
  share("--expected-outside-scope", limits.outsideScope, "Usual share of slides outside the bundle's scope");
}

}  // namespace

void addDriftOptions(CLI::App& verb, DriftOptions& options) {
  verb.add_option("--cohort", options.cohorts, "Folders of cohorts to look at (default: the database of --db)")
      ->check(notBlank());
  verb.add_option("--bundle", options.bundle, "The bundle that scored them")->required()->check(notBlank());
  verb.add_option("--out", options.out, "Folder for the report")->required()->check(notBlank());
  verb.add_option(
          "--reference", options.reference,
          "Folder of the cohort on which the site has validated the bundle (default: the bundle's own reference)")
      ->check(notBlank());
  verb.add_option("--week-column", options.columns.week,
                  "Column of the slide list with a slide's date or ISO week (default: when it was scored)")
      ->check(notBlank());
  verb.add_option("--scanner-column", options.columns.scanner, "Column with the scanner (default: scanner)")
      ->check(notBlank());
  verb.add_option("--control-column", options.columns.control,
                  "Column that names the control slide which a row is (default: control)")
      ->check(notBlank());
  verb.add_option("--control-case", options.controlCases,
                  "SITE:ACCESSION of a case of the database whose slides are control slides")
      ->check(notBlank());
  verb.add_option("--control-target", options.controlTargets,
                  "NAME=MEAN:SD of a control slide's combined score (default: judged by its earlier readings)")
      ->check(notBlank());
  drift::DriftLimits& limits = options.limits;
  verb.add_option("--false-alarm-weeks", limits.falseAlarmWeeks,
                  "Periods until one series is expected to alarm falsely, 2 to 2000")
      ->capture_default_str();
  verb.add_option("--least-slides", limits.leastSlides,
                  "Fewest slides of a period; a week with fewer is put together with the next ones")
      ->capture_default_str();
  verb.add_option("--baseline-weeks", limits.baselineWeeks,
                  "First weeks that teach the usual shares where nothing else tells them")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  addShares(verb, limits);
  verb.add_option("--seed", limits.seed, "Of the simulations")->capture_default_str();
  verb.add_flag("--fail-on-alarm", options.failOnAlarm, "Exit code 3 where a limit was exceeded");
}

Result<drift::DriftLimits> limitsOf(const DriftOptions& options, bool database) {
  if (auto fine = checkSource(options, database); !fine) return fail(fine.error());
  drift::DriftLimits limits = options.limits;
  for (const std::string& text : options.controlTargets) {
    auto named = targetOf(text);
    if (!named) return fail(named.error());
    limits.controlTargets[named->name] = named->target;
  }
  return limits;
}

}  // namespace snitt::app
