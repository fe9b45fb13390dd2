// sample_charts FOLDER: writes every chart in every state as SVG, PDF and PNG, to be looked at.
#include <filesystem>
#include <iostream>
#include <map>

#include "core/atomic_file.h"
#include "support/sample_charts.h"

namespace {

using namespace snitt;

bool write(const std::filesystem::path& folder, const std::string& name, const test::AnyChart& chart) {
  const std::map<std::string, charts::ChartFormat> formats{
      {".svg", charts::ChartFormat::svg}, {".pdf", charts::ChartFormat::pdf}, {".png", charts::ChartFormat::png}};
  for (const auto& [ending, format] : formats) {
    const auto bytes = chart.render({.format = format, .date = {}});
    if (bytes && writeFileAtomically(folder / (name + ending), *bytes)) continue;
    std::cerr << name << ending << ": " << (bytes ? "not written" : bytes.error().message) << "\n";
    return false;
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  std::filesystem::create_directories(argv[1]);
  bool fine = true;
  for (const std::size_t groups : {std::size_t{2}, std::size_t{5}})
    for (const std::size_t patients : {std::size_t{30}, std::size_t{3000}})
      for (const auto& chart : test::chartsOf({groups, patients}, 1))
        fine =
            write(argv[1], chart.name + "-" + std::to_string(groups) + "x" + std::to_string(patients), chart) && fine;
  for (const auto& chart : test::emptyCharts()) fine = write(argv[1], chart.name, chart) && fine;
  for (const auto& chart : test::difficultCharts()) fine = write(argv[1], chart.name, chart) && fine;
  return fine ? 0 : 1;
}
