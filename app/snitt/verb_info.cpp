// snitt info SLIDE: what a slide says of itself.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <iostream>
#include <nlohmann/json.hpp>

#include "app/snitt/masked_name.h"
#include "app/snitt/verbs.h"
#include "tiling/slide_reader.h"

namespace snitt::app {

namespace {

// Of whom: the file's own name and words, or what the slide is called instead.
using MaskedName = std::optional<std::string>;

nlohmann::ordered_json asJson(const SlideInfo& info, const std::string& fingerprint, const MaskedName& masked) {
  nlohmann::ordered_json json{
      {"format", "snitt-info/1"},    {"path", info.path.string()}, {"vendor", info.vendor},
      {"reader", info.reader},       {"scanner", info.scanner},    {"mpp", nullptr},
      {"mppSource", info.mppOrigin}, {"magnification", nullptr},   {"fingerprint", fingerprint}};
  if (info.mpp) json["mpp"] = {{"x", info.mpp->x}, {"y", info.mpp->y}};
  if (info.magnification) json["magnification"] = *info.magnification;
  json["levels"] = nlohmann::ordered_json::array();
  for (const Level& level : info.levels)
    json["levels"].push_back({{"widthPx", level.widthPx},
                              {"heightPx", level.heightPx},
                              {"downsample", level.downsample},
                              {"tileWidthPx", level.tileWidthPx},
                              {"tileHeightPx", level.tileHeightPx}});
  json["associatedImages"] = info.associatedImages;
  json["findings"] = info.findings;
  json["properties"] = info.properties;
  if (masked) {
    json["path"] = nullptr;
    json["name"] = *masked;
    json["properties"] = nlohmann::ordered_json::object();
  }
  json["masked"] = masked.has_value();
  return json;
}

std::string asText(const SlideInfo& info, const std::string& fingerprint, const MaskedName& masked) {
  std::string text = masked.value_or(info.path.string()) + "\n";
  const auto line = [&](std::string_view name, const std::string& value) {
    text += fmt::format("  {:<14} {}\n", name, value.empty() ? "unknown" : value);
  };
  line("vendor", info.vendor);
  line("reader", info.reader);
  line("scanner", info.scanner);
  line("mpp", info.mpp ? fmt::format("{:.4f} × {:.4f} µm/px ({})", info.mpp->x, info.mpp->y, info.mppOrigin)
                       : "absent: " + info.mppOrigin + " (give it with --mpp)");
  line("magnification", info.magnification ? fmt::format("{:g}x", *info.magnification) : "");
  line("fingerprint", fingerprint);
  for (std::size_t i = 0; i < info.levels.size(); ++i) {
    const Level& level = info.levels[i];
    line(fmt::format("level {}", i),
         fmt::format("{} × {} px, downsample {:.6g}, tiles {} × {}", level.widthPx, level.heightPx, level.downsample,
                     level.tileWidthPx, level.tileHeightPx));
  }
  for (const std::string& name : info.associatedImages) line("image", name);
  for (const std::string& finding : info.findings) line("finding", finding);
  if (masked) return text;
  for (const auto& [key, value] : info.properties)
    text.append("  ").append(key).append(" = ").append(value).append("\n");
  return text;
}

ExitCode showInfo(const std::filesystem::path& path, Session& session) {
  const auto slide = openSlide(path);
  if (!slide) return complain(slide.error());
  const SlideInfo& info = (*slide)->info();
  const auto fingerprint = fingerprintOf(info);
  if (!fingerprint) return complain(fingerprint.error());
  MaskGate gate = MaskGate::open(session.options());
  const MaskedName masked = gate.maskedName(*fingerprint);
  if (masked) session.notify(gate.why());
  if (session.options().json)
    std::cout << asJson(info, *fingerprint, masked).dump(2, ' ', false, nlohmann::json::error_handler_t::replace)
              << std::endl;
  else
    std::cout << asText(info, *fingerprint, masked) << std::flush;
  return allDone;
}

}  // namespace

void addInfo(CLI::App& app, Verb& run) {
  auto path = std::make_shared<std::filesystem::path>();
  CLI::App* verb =
      app.add_subcommand("info", "Show levels, mpp and where it came from, vendor, properties, fingerprint");
  verb->add_option("slide", *path, "Slide")->required();
  verb->callback([&run, path] { run = [path](Session& session) { return showInfo(*path, session); }; });
}

}  // namespace snitt::app
