#include "app/snitt/score_archive.h"

#include <utility>
#include <vector>

#include "app/snitt/database_option.h"
#include "app/snitt/masked_name.h"
#include "core/fingerprint.h"
#include "core/log.h"
#include "core/os/os.h"
#include "tiling/slide_reader.h"

namespace snitt::app {

namespace {

Result<std::optional<ArchivedScore>> loaded(const Store& store, const ScoreKey& key, const std::string& sha256) {
  const auto found = store.find(key);
  if (!found) return fail(found.error());
  for (const StoredScore& one : *found) {
    if (one.slideSha256 != sha256) continue;
    auto record = store.load(one.id);
    if (!record) return fail(record.error());
    return ArchivedScore{std::move(*record), one};
  }
  return std::nullopt;
}

// The file's hash is a help for the next run: without it that run takes longer, and nothing else.
void rememberHash(Store& store, const KnownSlide& slide, const std::string& fingerprint, const std::string& sha256) {
  const auto now = stampOf(slide.stamp.path, slide.files);
  // A file that was written to meanwhile has no hash that holds.
  if (!now || *now != slide.stamp) return;
  if (const auto done = store.rememberHash(*now, fingerprint, sha256); !done)
    log::warning("the hash of slide " + fingerprint.substr(0, 8) + " was not remembered");
}

}  // namespace

ScoreParameters parametersOf(const ScoreRequest& request, const LoadedModel& model) {
  ScoreParameters parameters;
  if (request.typedMpp) {
    parameters.typedMpp = request.typedMpp->mpp;
    parameters.mppReason = request.typedMpp->reason;
  }
  for (const Fact& fact : request.facts) parameters.facts.emplace_back(fact.key, fact.value);
  if (request.tumourIsTissue) parameters.tumour = "tissue";
  if (request.outline) parameters.tumour = std::string("outline ").append(request.outline->sha256);
  parameters.outsideScope = request.outsideScope;
  parameters.untrustedCode = !model.bundle.untrustedCode().empty();
  const std::string& device = model.choice.device;
  parameters.device = device.substr(0, device.find(':'));
  parameters.precision = toText(model.choice.precision);
  if (model.choice.device == "cpu" && model.choice.kernels == Kernels::plain)
    parameters.kernels = toText(model.choice.kernels);
  return parameters;
}

Result<ScoreArchive> ScoreArchive::open(const CommonOptions& options) {
  ScoreArchive archive;
  const DatabasePlace place = databasePlace(options);
  if (place.file.empty() && !place.isDefault) return archive;
  if (place.isDefault) {
    const std::string network = place.file.empty() ? "" : os::networkFileSystem(place.file);
    if (place.file.empty() || !std::filesystem::exists(place.file))
      archive.m_notice = "no database is written: \"snitt db create\" makes one, or name one with --db FILE";
    else if (!network.empty())
      archive.m_notice = "no database is written: " + place.file.string() + " lies on a network file system (" +
                         network + "); name one on a local disk with --db FILE";
    if (!archive.m_notice.empty()) return archive;
  }
  auto store = Store::open(place.file, storeOptions(!place.isDefault));
  if (!store) return fail(store.error());
  archive.m_store = std::move(*store);
  return archive;
}

void ScoreArchive::setRules(const std::string& bundleSha256, const BundleRules& rules) {
  m_rules = rules;
  if (!m_store) return;
  // Scores are what was asked for; results of cases may follow when somebody may do it.
  if (const auto kept = m_store->keepRules(bundleSha256, rules); !kept)
    log::warning("the rules of bundle " + bundleSha256.substr(0, 8) + " were not kept");
}

Result<KnownSlide> ScoreArchive::find(const std::filesystem::path& slide, const std::string& bundleSha256,
                                      const ScoreParameters& parameters, bool reuse, const std::stop_token& stop) {
  KnownSlide known;
  if (!m_store) return known;
  const auto reader = openSlide(slide);
  if (!reader) return fail(reader.error());
  known.files = (*reader)->info().files;
  const auto fingerprint = fingerprintOf((*reader)->info());
  if (!fingerprint) return fail(fingerprint.error());
  auto labCase = Cases(*m_store).caseOfSlide(*fingerprint);
  if (!labCase) return fail(labCase.error());
  if (*labCase)
    if (const auto flag = forbids((*labCase)->flags, Use::careScoring))
      return fail(ErrorKind::refused, flaggedText((*labCase)->name, *flag));
  known.labCase = std::move(*labCase);
  auto masked = maskedName(*m_store, *fingerprint);
  if (!masked) return fail(masked.error());
  known.maskedName = std::move(*masked);
  auto stamp = stampOf(slide, known.files);
  if (!stamp) return fail(stamp.error());
  known.stamp = std::move(*stamp);
  auto remembered = m_store->rememberedHash(known.stamp, *fingerprint);
  if (!remembered) return fail(remembered.error());
  std::string sha256 = std::move(*remembered).value_or("");
  if (!sha256.empty()) known.hash = KnownHash{*fingerprint, sha256};
  if (!reuse) return known;
  const ScoreKey key{*fingerprint, bundleSha256, parametersSha256(parameters)};
  const auto candidates = m_store->find(key);
  if (!candidates) return fail(candidates.error());
  if (candidates->empty()) return known;
  if (sha256.empty()) {
    auto taken = sha256OfFiles(known.files, stop);
    if (!taken) return fail(taken.error());
    sha256 = std::move(*taken);
    known.hash = KnownHash{*fingerprint, sha256};
    rememberHash(*m_store, known, *fingerprint, sha256);
  }
  auto score = loaded(*m_store, key, sha256);
  if (!score) return fail(score.error());
  known.score = std::move(*score);
  return known;
}

Result<std::optional<ArchivedScore>> ScoreArchive::keep(const ScoreRecord& record, const KnownSlide& known,
                                                        const ScoreParameters& parameters, bool reuse) {
  if (!m_store) return std::nullopt;
  const auto saved = m_store->save(record, parameters, reuse ? IfStored::keepThat : IfStored::addAnother, m_rules);
  if (!saved) return fail(saved.error());
  const ScoredSlide& scored = record.score.slide;
  if (!known.hash) rememberHash(*m_store, known, scored.fingerprint, scored.sha256);
  if (saved->added) return std::nullopt;
  return loaded(*m_store, {scored.fingerprint, record.score.bundleSha256, parametersSha256(parameters)}, scored.sha256);
}

std::string describe(const StoredScore& stored) {
  std::string text = "scored on " + stored.started.substr(0, 10);
  if (!stored.typedBy.empty()) text.append(" by ").append(stored.typedBy);
  return text.append(" with ").append(stored.software).append("; --again computes it anew");
}

}  // namespace snitt::app
