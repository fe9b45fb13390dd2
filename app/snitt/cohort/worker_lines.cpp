#include "app/snitt/cohort/worker_lines.h"

#include <nlohmann/json.hpp>

namespace snitt::app {
namespace {

constexpr std::string_view kResult = R"({"event":"result","result":)";
constexpr std::string_view kSlide = R"({"command":"score","slide":)";

// What stands between the beginning and the last brace; nothing where the line begins otherwise.
std::optional<std::string_view> inside(std::string_view line, std::string_view beginning) {
  if (!line.starts_with(beginning) || !line.ends_with('}')) return std::nullopt;
  line.remove_prefix(beginning.size());
  line.remove_suffix(1);
  return line;
}

}  // namespace

std::string readyLine() { return R"({"event":"ready"})"; }

std::string progressLineOf(std::size_t row, const Progress& progress) {
  return nlohmann::json{{"event", "progress"},
                        {"row", row},
                        {"stage", std::string(progress.stage)},
                        {"done", progress.done},
                        {"total", progress.total}}
      .dump();
}

std::string unwrittenLine(std::size_t row, const std::string& reason) {
  return nlohmann::json{{"event", "unwritten"}, {"row", row}, {"reason", reason}}.dump(
      -1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string resultLine(const CohortSlideResult& result) { return std::string(kResult) + formatResult(result) + "}"; }

WorkerLine parseWorkerLine(std::string_view line) {
  WorkerLine out;
  if (const auto result = inside(line, kResult)) {
    auto parsed = parseResult(*result);
    if (!parsed) return out;
    out.kind = WorkerLine::Kind::result;
    out.row = parsed->row;
    out.result = std::move(*parsed);
    return out;
  }
  const auto json = nlohmann::json::parse(line, nullptr, false);
  if (!json.is_object() || !json.contains("event") || !json["event"].is_string()) return out;
  if (json["event"] == "ready") out.kind = WorkerLine::Kind::ready;
  if (json["event"] == "unwritten" && json.contains("row") && json["row"].is_number_integer()) {
    out.kind = WorkerLine::Kind::unwritten;
    out.row = json["row"].get<std::size_t>();
    out.reason = json.value("reason", "");
    return out;
  }
  if (json["event"] != "progress") return out;
  for (const char* key : {"row", "done", "total"})
    if (!json.contains(key) || !json[key].is_number_integer()) return out;
  if (!json.contains("stage") || !json["stage"].is_string()) return out;
  out.kind = WorkerLine::Kind::progress;
  out.row = json["row"].get<std::size_t>();
  out.stage = json["stage"].get<std::string>();
  out.done = json["done"].get<std::int64_t>();
  out.total = json["total"].get<std::int64_t>();
  return out;
}

std::string slideLine(const CohortSlide& slide) { return std::string(kSlide) + formatSlide(slide) + "}"; }

std::optional<Result<CohortSlide>> parseSlideLine(std::string_view line) {
  const auto slide = inside(line, kSlide);
  if (!slide) return std::nullopt;
  return parseSlide(*slide);
}

}  // namespace snitt::app
