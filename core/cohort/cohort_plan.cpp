#include "core/cohort/cohort_plan.h"

#include "core/atomic_file.h"
#include "core/cohort/escaped_path_p.h"
#include "core/json_reader_p.h"
#include "core/json_writer_p.h"

namespace snitt {
namespace {

constexpr std::string_view kFormat = "snitt-cohort-plan/1";

std::filesystem::path planFile(const std::filesystem::path& state) { return state / "plan.json"; }
std::filesystem::path listFile(const std::filesystem::path& state) { return state / "list.csv"; }
std::filesystem::path settledFile(const std::filesystem::path& state) { return state / "settled.jsonl"; }

std::string formatPlan(const CohortPlan& plan) {
  JsonWriter out;
  out.openObject();
  out.key("format").text(kFormat);
  out.key("title").text(plan.title);
  out.key("started").text(plan.started);
  out.key("before").integer(static_cast<std::int64_t>(plan.before));
  out.key("listFolder").text(escapedPath(plan.listFolder));
  out.key("resolutions").openArray();
  for (const PlannedResolution& one : plan.resolutions) {
    out.openObject(JsonWriter::Layout::oneLine);
    out.key("name").text(one.name);
    out.key("threshold").number(one.threshold);
    out.close();
  }
  out.close();
  // A document of its own, with its own format.
  out.key("rules").text(formatRules(plan.rules));
  out.close();
  return out.take();
}

Result<CohortPlan> parsePlan(std::string_view text) {
  const auto json = parseJson(text);
  if (!json) return fail(json.error());
  std::optional<Error> error;
  JsonReader in(error, &*json, "");
  if (const std::string format = in.text("format"); !error && format != kFormat)
    return fail(format.starts_with("snitt-cohort-plan/") ? ErrorKind::unsupported : ErrorKind::corrupt,
                "its format is \"" + format + "\", not " + std::string(kFormat));
  CohortPlan plan;
  plan.title = in.text("title");
  plan.started = in.text("started");
  plan.before = static_cast<std::size_t>(in.integer("before"));
  const auto folder = unescapedPath(in.text("listFolder"));
  if (!folder) in.fail("listFolder", "is no path");
  for (JsonReader& one : in.objects("resolutions"))
    plan.resolutions.push_back({one.text("name"), one.number("threshold")});
  const std::string rules = in.text("rules");
  if (error) return fail(*error);
  plan.listFolder = *folder;
  auto parsed = parseRules(rules);
  if (!parsed) return fail(parsed.error());
  plan.rules = std::move(*parsed);
  return plan;
}

Result<std::vector<CohortSlideResult>> parseSettled(std::string_view text) {
  std::vector<CohortSlideResult> settled;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (const auto line = text.substr(0, end); !line.empty()) {
      auto result = parseResult(line);
      if (!result) return fail(result.error());
      settled.push_back(std::move(*result));
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return settled;
}

// What reads a file of the folder, with the file's name before what is wrong with it.
template <class T, class Parse>
Result<T> parsed(const std::filesystem::path& file, const Parse& parse) {
  const auto text = readFile(file);
  if (!text) return fail(text.error());
  auto value = parse(*text);
  if (!value) return failIn(file.string(), value.error());
  return std::move(*value);
}

}  // namespace

Result<void> keepPlan(const std::filesystem::path& state, const CohortPlan& plan, std::string_view list,
                      const std::vector<CohortSlideResult>& settled) {
  std::string lines;
  for (const CohortSlideResult& one : settled) lines.append(formatResult(one)).push_back('\n');
  if (auto kept = writePrivateFileAtomically(listFile(state), list); !kept) return kept;
  if (auto kept = writePrivateFileAtomically(settledFile(state), lines); !kept) return kept;
  return writePrivateFileAtomically(planFile(state), formatPlan(plan));
}

Result<KeptPlan> readPlan(const std::filesystem::path& state) {
  auto plan = parsed<CohortPlan>(planFile(state), parsePlan);
  if (!plan) return fail(plan.error());
  auto list = parsed<SlideList>(listFile(state),
                                [&](const std::string& text) { return parseSlideList(text, plan->listFolder); });
  if (!list) return fail(list.error());
  auto settled = parsed<std::vector<CohortSlideResult>>(settledFile(state), parseSettled);
  if (!settled) return fail(settled.error());
  return KeptPlan{std::move(*plan), std::move(*list), std::move(*settled)};
}

}  // namespace snitt
