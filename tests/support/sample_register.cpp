#include "support/sample_register.h"

#include <stdexcept>

#include "core/sha256.h"
#include "support/tiff_surgery.h"

namespace snitt::test {
namespace {

using namespace validation;

template <class T>
T orThrow(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(*result);
}

document::Verdict verdictOf(document::Verdict all, bool first) {
  return all == document::Verdict::failed && first ? document::Verdict::passed : all;
}

std::string resultsJson(document::Verdict verdict) {
  const bool none = verdict == document::Verdict::notAssessable;
  return std::string(
             R"({"format": "snitt-validation/1", "criteria": [{"number": 1, "why": null}, {"number": 2, "why": )") +
         (none ? R"("only 2 events by 5 years")" : "null") + "}]}";
}

}  // namespace

SampleRegister::SampleRegister(std::filesystem::path folder) : m_folder(std::move(folder)) {
  std::filesystem::create_directories(m_folder);
}

RegisterWriting SampleRegister::writing(const std::string& person) const {
  return {file(), {person, "uuid-" + person, "lab"}, true};
}

std::string SampleRegister::id() const { return orThrow(StudyRegister::read(file())).id(); }

Lock SampleRegister::lock(const std::string& study, const std::string& again) const {
  Lock lock;
  lock.study = study;
  lock.at = "2026-02-01T10:00:00Z";
  lock.by = writing().by;
  lock.again = again;
  lock.frozen.protocol = "study = \"" + study + "\"\n";
  lock.frozen.bundle = {"colon-prognosis", "1.2.0", std::string(64, 'b'), "research"};
  lock.frozen.list = {"list.csv", std::string(64, '1'), 412};
  lock.frozen.outcomes = {"outcomes.csv", std::string(64, '2'), 398};
  lock.frozen.program = {"snitt 0.1.0", std::string(64, 'e'), {"LibTorch: 2.8.0"}, {"OpenSlide 4.0.1"}};
  lock.frozen.path = {"cpu", "fp32", "fused"};
  return orThrow(registerLock(writing(), lock, {{"P001", "P002", "P003"}, {}},
                              {"Harrell's C: lower 95 % limit at least 0.65",
                               "Sensitivity, uncertain counted as poor at 5 years: at least 80 %"}));
}

std::int64_t SampleRegister::run(const Lock& lock, std::int64_t as) const {
  return orThrow(registerRun(writing("Ola Nordmann"), lock, {}, as)).number;
}

void SampleRegister::conclude(const Lock& lock, std::int64_t run, document::Verdict verdict,
                              const std::string& sentence) const {
  const auto folder = report(run);
  std::filesystem::create_directories(folder);
  writeBytes(folder / "report.pdf", "%PDF-1.7 run " + std::to_string(run));
  writeBytes(folder / "report.html", "<html></html>");
  writeBytes(folder / "results.json", resultsJson(verdict));
  writeBytes(folder / "mini-hta.odt", "a draft");
  writeBytes(folder / "lock.json", formatLock(lock));
  writeBytes(folder / "run.json", R"({"format": "snitt-validation-run/1", "register": {"id": ")" + lock.entry.id +
                                      R"(", "number": )" + std::to_string(run) + "}}");
  Conclusion conclusion;
  conclusion.sentence = sentence;
  conclusion.verdict = verdict;
  const bool none = verdict == document::Verdict::notAssessable;
  conclusion.results = {
      {"Harrell's C: lower 95 % limit at least 0.65", "0.71 (95 % CI 0.67–0.75)", verdictOf(verdict, true)},
      {"Sensitivity, uncertain counted as poor at 5 years: at least 80 %", none ? "" : "76.4 % (95 % CI 68.9–82.7 %)",
       verdict}};
  for (const char* name : {"report.pdf", "report.html", "results.json", "mini-hta.odt", "lock.json", "run.json"})
    conclusion.files[name] = sha256Of(readBytes(folder / name));
  (void)orThrow(registerConclusion(writing("Ola Nordmann"), run, conclusion));
}

void SampleRegister::sign(std::int64_t run, const std::string& role, const std::string& person) const {
  (void)orThrow(registerSignature(writing(person), run, role, {}));
}

void SampleRegister::edit(const std::string& from, const std::string& to) const {
  std::string text = readBytes(file());
  const std::size_t at = text.find(from);
  if (at == std::string::npos) throw std::runtime_error("the register lacks " + from);
  writeBytes(file(), text.replace(at, from.size(), to));
}

}  // namespace snitt::test
