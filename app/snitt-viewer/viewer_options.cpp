#include "app/snitt-viewer/viewer_options.h"

#include <CLI/CLI.hpp>

#include <array>
#include <cmath>
#include <cstdio>
#include <sstream>
#include <string>
#include <vector>

#include "core/cases/case_link.h"
#include "core/text/number.h"

namespace snitt::app {

namespace {

constexpr int kUsage = 2;
constexpr int kMostEdgePx = 16384;

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, separator);) parts.push_back(part);
  return parts;
}

std::optional<QSize> parseSize(const std::string& text) {
  const auto parts = split(text, 'x');
  if (parts.size() != 2) return std::nullopt;
  const auto width = parseNumber(parts[0]);
  const auto height = parseNumber(parts[1]);
  const auto sane = [](const std::optional<double>& edge) {
    return edge && *edge >= 200 && *edge <= kMostEdgePx && *edge == std::floor(*edge);
  };
  if (!sane(width) || !sane(height)) return std::nullopt;
  return QSize(static_cast<int>(*width), static_cast<int>(*height));
}

}  // namespace

bool isPlace(const std::string& text) {
  const auto parts = split(text, ',');
  if (parts.size() != 3) return false;
  for (const std::string& part : parts)
    if (const auto value = parseNumber(part); !value || !std::isfinite(*value)) return false;
  return *parseNumber(parts[2]) > 0;
}

namespace {

// A link opens a case and nothing else; the others are slides.
Result<void> takeLinks(OpenRequest& request) {
  std::vector<std::string> links;
  std::erase_if(request.slides, [&links](const std::filesystem::path& one) {
    if (!isCaseLink(one.native())) return false;
    links.push_back(one.native());
    return true;
  });
  if (links.empty()) return {};
  if (links.size() > 1 || request.labCase) return fail(ErrorKind::usage, "one case is opened at a time");
  auto name = parseCaseLink(links.front());
  if (!name) return fail(name.error());
  request.labCase = std::move(*name);
  return {};
}

int complain(const Error& error) {
  std::fprintf(stderr, "snitt-viewer: %s\n", error.message.c_str());
  return kUsage;
}

}  // namespace

std::optional<int> parse(int argc, char** argv, ViewerOptions& options) {
  CLI::App app("Looks at whole-slide images, with what the networks saw on top. Research software.", "snitt-viewer");
  std::string at;
  std::string size;
  std::string theme;
  std::string layers;
  app.set_version_flag("--version", "snitt-viewer " SNITT_VERSION);
  std::string accession;
  app.add_option("slide", options.request.slides,
                 "Slides to open, beside each other (at most four); or a link snitt://case/SITE/ACCESSION");
  app.add_option(
      "--accession", accession,
      "SITE:ACCESSION: opens this case; where ACCESSION alone is given and several laboratories have it, you "
      "choose");
  app.add_option("--at", at, "X,Y,ZOOM: level-0 pixels at the middle of the view, screen pixels a slide pixel")
      ->check([](const std::string& text) {
        return isPlace(text) ? std::string() : "\"" + text + "\" is not X,Y,ZOOM: three numbers, ZOOM above 0";
      });
  app.add_option("--score", options.request.scores, "Results folder of a score, laid over the first slide");
  app.add_option("--geojson,--overlay", options.request.geojson,
                 "Heatmap (TIFF), tiles (CSV, GeoJSON) or detections (GeoJSON), laid over the first slide");
  app.add_option("--cohort", options.request.cohorts,
                 "Folder of a cohort's run (snitt cohort --out), shown in a window of its own while it runs and after");
  app.add_flag("--validations", options.request.validations,
               "The window of validations: studies that were locked and run, and drift");
  app.add_flag("--new", options.newWindow, "Open a window of its own, also where one is open already");
  app.add_option("--theme", theme, "system, dark or light, this time")
      ->check(CLI::IsMember({"system", "dark", "light"}));
  app.add_option("--screenshot", options.screenshot.file,
                 "Save a picture of the window once it is complete, and leave");
  app.add_option("--size", size, "WxH of the window in the picture (1600x1000)")->check([](const std::string& text) {
    return parseSize(text) ? std::string() : "\"" + text + "\" is not WIDTHxHEIGHT, each from 200 to 16384";
  });
  app.add_option("--show", layers, "In the picture: all, or beginnings of layers' names, separated by commas");
  app.add_flag("--tissue", options.screenshot.tissue, "In the picture: tissue and quality");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kUsage;
  }
  if (options.request.slides.size() > 4) {
    std::fprintf(stderr, "snitt-viewer: at most four slides are shown beside each other\n");
    return kUsage;
  }
  if (!accession.empty() || app.count("--accession") > 0) {
    auto name = parseCaseArgument(accession);
    if (!name) return complain(name.error());
    options.request.labCase = std::move(*name);
  }
  if (const auto taken = takeLinks(options.request); !taken) options.request.refused = taken.error().message;
  const bool ofCase = options.request.labCase || !options.request.refused.empty();
  if (ofCase && !options.screenshot.file.empty() && !options.request.slides.empty())
    return complain({ErrorKind::usage, "a picture is of slides or of a case"});
  if ((!options.request.cohorts.empty() || options.request.validations) && !options.screenshot.file.empty())
    return complain({ErrorKind::usage, "a picture is of slides or of a case"});
  if (!at.empty()) options.request.at = at;
  if (!theme.empty())
    options.theme = theme == "dark" ? ThemeChoice::dark : theme == "light" ? ThemeChoice::light : ThemeChoice::system;
  if (!size.empty()) options.screenshot.size = *parseSize(size);
  for (const std::string& layer : split(layers, ',')) options.screenshot.layers << QString::fromStdString(layer);
  return std::nullopt;
}

}  // namespace snitt::app
