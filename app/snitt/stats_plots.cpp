#include "app/snitt/stats_plots.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/snitt/stats_charts_p.h"
#include "core/text/nearest.h"

namespace snitt::app {
namespace {

using analysis::StatsRequest;
using analysis::StatsResult;

struct KindName {
  PlotKind kind;
  std::string name;
  const char* needs;  // the options without which there is nothing to draw
  bool (*asked)(const StatsRequest& request);
};

// The first one that was asked for is drawn where no kind is named: the most particular stand first.
const std::vector<KindName>& kinds() {
  static const std::vector<KindName> all{
      {PlotKind::incidence, "incidence", "--time, --event and --cause",
       [](const StatsRequest& request) { return !request.cause.empty(); }},
      {PlotKind::forest, "forest", "--time, --event and --covariates",
       [](const StatsRequest& request) { return !request.covariates.empty(); }},
      {PlotKind::calibration, "calibration", "--time, --event and --risk COL@HORIZON",
       [](const StatsRequest& request) { return !request.risks.empty(); }},
      {PlotKind::decision, "decision", "--time, --event and --risk COL@HORIZON",
       [](const StatsRequest& request) { return !request.risks.empty(); }},
      {PlotKind::roc, "roc", "--time, --event, --score and --horizons",
       [](const StatsRequest& request) { return !request.scores.empty() && !request.horizons.empty(); }},
      {PlotKind::auc, "auc", "--time, --event, --score and two or more --horizons",
       [](const StatsRequest& request) { return !request.scores.empty() && request.horizons.size() > 1; }},
      {PlotKind::kaplanMeier, "km", "--time and --event",
       [](const StatsRequest& request) { return request.asksSurvival(); }},
      {PlotKind::blandAltman, "bland-altman", "--agreement with two columns of numbers",
       [](const StatsRequest& request) { return request.agreement.size() == 2; }},
  };
  return all;
}

const KindName& named(PlotKind kind) { return *std::ranges::find(kinds(), kind, &KindName::kind); }

tl::unexpected<Error> nothingToDraw(PlotKind kind) {
  return fail(ErrorKind::usage, fmt::format("--plot {}: it needs {}", named(kind).name, named(kind).needs));
}

std::optional<charts::ChartFormat> formatOf(const std::filesystem::path& file) {
  const std::string ending = file.extension().string();
  if (ending == ".svg") return charts::ChartFormat::svg;
  if (ending == ".pdf") return charts::ChartFormat::pdf;
  if (ending == ".png") return charts::ChartFormat::png;
  return std::nullopt;
}

Result<PlotKind> kindOf(const std::string& name) {
  std::vector<std::string> names;
  for (const KindName& one : kinds()) {
    if (one.name == name) return one.kind;
    names.push_back(one.name);
  }
  return fail(ErrorKind::usage, fmt::format("--plot {}=…: there is no such plot{}; there are {}", name,
                                            nearestHint(name, names), fmt::join(names, ", ")));
}

}  // namespace

Result<PlotRequest> plotOf(const std::string& text, const StatsRequest& request) {
  PlotRequest plot;
  std::size_t equals = text.find('=');
  if (text.find('/') < equals) equals = std::string::npos;  // it belongs to a folder's name
  plot.file = equals == std::string::npos ? text : text.substr(equals + 1);
  if (!formatOf(plot.file))
    return fail(ErrorKind::usage, fmt::format("--plot {}: the file's ending must be .svg, .pdf or .png", text));
  if (equals != std::string::npos) {
    const auto kind = kindOf(text.substr(0, equals));
    if (!kind) return fail(kind.error());
    plot.kind = *kind;
    if (!named(*kind).asked(request)) return nothingToDraw(*kind);
    return plot;
  }
  const auto first = std::ranges::find_if(kinds(), [&](const KindName& one) { return one.asked(request); });
  if (first == kinds().end()) return fail(ErrorKind::usage, fmt::format("--plot {}: there is nothing to draw", text));
  plot.kind = first->kind;
  return plot;
}

Result<std::string> draw(const PlotRequest& plot, const PlotTimes& times, const StatsResult& result) {
  charts::ChartOutput output;
  output.format = *formatOf(plot.file);
  switch (plot.kind) {
    case PlotKind::kaplanMeier:
      return drawKaplanMeier(result, times, output);
    case PlotKind::incidence:
      return drawIncidence(result, times, output);
    case PlotKind::forest:
      return drawForest(result, output);
    case PlotKind::calibration:
      return drawCalibration(result, times, output);
    case PlotKind::decision:
      return drawDecision(result, times, output);
    case PlotKind::roc:
      return drawRoc(result, times, output);
    case PlotKind::auc:
      return drawAuc(result, times, output);
    case PlotKind::blandAltman:
      if (!result.agreement->blandAltman) return nothingToDraw(plot.kind);
      return drawBlandAltman(result, output);
  }
  return nothingToDraw(plot.kind);
}

}  // namespace snitt::app
