#include "core/cohort/cohort_parameters.h"

#include <array>
#include <set>

#include "core/json_reader_p.h"
#include "core/json_writer_p.h"

namespace snitt {
namespace {

constexpr std::string_view kFormat = "snitt-cohort-parameters/1";
constexpr std::array kStatuses{BundleStatus::untrained, BundleStatus::demonstrator, BundleStatus::research,
                               BundleStatus::clinicalResearch};

BundleStatus statusOf(JsonReader& in) {
  const std::string text = in.text("status");
  for (const BundleStatus one : kStatuses)
    if (text == toText(one)) return one;
  in.fail("status", "is not known");
  return BundleStatus::untrained;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : ", ") + text;
  return all;
}

// Hashes are told by their beginning.
std::string told(const std::string& text, std::size_t most) {
  if (text.empty()) return "none";
  return text.size() > most ? text.substr(0, most) + "…" : text;
}

}  // namespace

std::string formatParameters(const CohortParameters& parameters) {
  JsonWriter out;
  out.openObject();
  out.key("format").text(kFormat);
  out.key("bundle").openObject();
  out.key("id").text(parameters.bundleId);
  out.key("name").text(parameters.bundleName);
  out.key("version").text(parameters.bundleVersion);
  out.key("sha256").text(parameters.bundleSha256);
  out.key("status").text(toText(parameters.bundleStatus));
  out.key("segmentation").text(parameters.parts.segmentation);
  out.key("networks").text(parameters.parts.networks);
  out.key("decision").text(parameters.parts.decision);
  out.close();
  out.key("device").text(parameters.device);
  out.key("precision").text(parameters.precision);
  out.key("kernels").text(parameters.kernels);
  out.key("software").text(parameters.software);
  out.key("outsideScope").textOrNull(parameters.outsideScope);
  out.key("outputs").openArray(JsonWriter::Layout::oneLine);
  for (const std::string& one : parameters.outputs) out.text(one);
  out.close();
  out.key("showPaths").flag(parameters.showPaths);
  out.key("allowMixed").flag(parameters.allowMixed);
  out.key("libraries").openArray(JsonWriter::Layout::oneLine);
  for (const std::string& one : parameters.libraries) out.text(one);
  out.close();
  out.key("programs").openArray(JsonWriter::Layout::oneLine);
  for (const std::string& one : parameters.programs) out.text(one);
  out.close();
  out.close();
  return out.take();
}

Result<CohortParameters> parseParameters(std::string_view text) {
  const auto json = parseJson(text);
  if (!json) return fail(json.error());
  std::optional<Error> error;
  JsonReader in(error, &*json, "");
  if (const std::string format = in.text("format"); !error && format != kFormat)
    return fail(format.starts_with("snitt-cohort-parameters/") ? ErrorKind::unsupported : ErrorKind::corrupt,
                "its format is \"" + format + "\", not " + std::string(kFormat));
  CohortParameters parameters;
  JsonReader bundle = in.object("bundle");
  parameters.bundleId = bundle.text("id");
  parameters.bundleName = bundle.text("name");
  parameters.bundleVersion = bundle.text("version");
  parameters.bundleSha256 = bundle.text("sha256");
  parameters.bundleStatus = statusOf(bundle);
  parameters.parts = {bundle.text("segmentation"), bundle.text("networks"), bundle.text("decision")};
  parameters.device = in.text("device");
  parameters.precision = in.text("precision");
  parameters.kernels = in.text("kernels");
  parameters.software = in.text("software");
  parameters.outsideScope = in.textOrNull("outsideScope");
  parameters.outputs = in.texts("outputs");
  parameters.showPaths = in.flag("showPaths");
  parameters.allowMixed = in.flag("allowMixed");
  // Folders of earlier programs do not tell.
  if (in.has("libraries")) parameters.libraries = in.texts("libraries");
  if (in.has("programs")) parameters.programs = in.texts("programs");
  if (error) return fail(*error);
  return parameters;
}

void addScorers(CohortParameters& into, const CohortParameters& before) {
  const auto join = [](std::vector<std::string>& here, const std::vector<std::string>& there) {
    std::set<std::string> all(there.begin(), there.end());
    all.insert(here.begin(), here.end());
    here.assign(all.begin(), all.end());
  };
  join(into.libraries, before.libraries);
  join(into.programs, before.programs);
}

std::vector<std::string> differences(const CohortParameters& inFolder, const CohortParameters& asked) {
  std::vector<std::string> found;
  const auto compare = [&found](const std::string& what, const std::string& there, const std::string& here,
                                std::size_t most = 60) {
    if (there != here)
      found.push_back(what + ": " + told(there, most) + " in the folder, " + told(here, most) + " asked for");
  };
  compare("bundle", inFolder.bundleSha256, asked.bundleSha256, 8);
  compare("reason outside scope", inFolder.outsideScope, asked.outsideScope);
  compare("outputs", joined(inFolder.outputs), joined(asked.outputs));
  compare("--show-paths", inFolder.showPaths ? "given" : "not given", asked.showPaths ? "given" : "not given");
  if (inFolder.allowMixed && asked.allowMixed) return found;
  compare("device", inFolder.device, asked.device);
  compare("precision", inFolder.precision, asked.precision);
  compare("kernels", inFolder.kernels, asked.kernels);
  compare("program", inFolder.software, asked.software);
  return found;
}

}  // namespace snitt
