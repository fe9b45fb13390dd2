// snitt stats: the statistics of the validation report on any table.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>
#include <optional>

#include "app/snitt/stats_files.h"
#include "app/snitt/stats_options.h"
#include "app/snitt/stats_plots.h"
#include "app/snitt/stats_text.h"
#include "app/snitt/verbs.h"
#include "core/analysis/stats.h"
#include "core/atomic_file.h"

namespace snitt::app {
namespace {

Result<DataTable> readTable(const std::filesystem::path& file) {
  const auto text = readFile(file);
  if (!text) return fail(text.error());
  auto table = DataTable::parse(*text);
  if (!table) return failIn(file.string(), table.error());
  return table;
}

// What is wrong with a table names its file.
Error inFile(Error error, const StatsOptions& options) {
  constexpr std::string_view kReference = "reference: ";
  if (error.kind != ErrorKind::corrupt || options.data.empty()) return error;
  if (error.message.starts_with(kReference))
    error.message.replace(0, kReference.size(), options.reference.string() + ": ");
  else
    error.message.insert(0, options.data.string() + ": ");
  return error;
}

ExitCode statsVerb(const StatsOptions& options, Session& session) {
  const auto request = requestOf(options, session);
  if (!request) return complain(request.error());
  std::vector<PlotRequest> plots;
  for (const std::string& text : options.plots) {
    const auto plot = plotOf(text, *request);
    if (!plot) return complain(plot.error());
    plots.push_back(*plot);
  }
  std::vector<std::filesystem::path> outputs;
  for (const PlotRequest& plot : plots) outputs.push_back(plot.file);
  outputs.push_back(options.out);
  if (const auto checked = checkOutputs(outputs, {options.data, options.reference}); !checked)
    return complain(checked.error());
  std::optional<DataTable> data;
  std::optional<DataTable> reference;
  for (const auto& [file, place] : {std::pair{&options.data, &data}, std::pair{&options.reference, &reference}}) {
    if (file->empty()) continue;
    auto table = readTable(*file);
    if (!table) return complain(table.error());
    *place = *std::move(table);
  }
  const auto result = analysis::runStats({data ? &*data : nullptr, reference ? &*reference : nullptr}, *request);
  if (!result) {
    if (result.error().kind == ErrorKind::cancelled) return interrupted;
    return complain(inFile(result.error(), options));
  }
  std::vector<OutputFile> files;
  for (const PlotRequest& plot : plots) {
    auto bytes = draw(plot, {options.timeUnit, options.timeTick}, *result);
    if (!bytes) return complain(bytes.error());
    files.push_back({plot.file, *std::move(bytes)});
  }
  const std::string json = analysis::statsJson(*result);
  files.push_back({options.out, json});
  if (session.stopped()) return interrupted;
  if (const auto written = writeTogether(files); !written) return complain(written.error());
  std::cout << (session.options().json ? json : statsText(*result, options.out)) << std::flush;
  return allDone;
}

}  // namespace

void addStats(CLI::App& app, Verb& run) {
  auto options = std::make_shared<StatsOptions>();
  CLI::App* verb = app.add_subcommand(
      "stats", "Survival, discrimination, calibration, agreement, power and drift of any table: JSON and plots");
  addStatsOptions(*verb, *options);
  verb->callback([options, &run] { run = [options](Session& session) { return statsVerb(*options, session); }; });
}

}  // namespace snitt::app
