#include "app/snitt/slide_scoring.h"

#include <utility>

#include "app/snitt/masked_name.h"
#include "app/snitt/report_output.h"
#include "app/snitt/result_folder.h"
#include "app/snitt/trust_options.h"
#include "core/log.h"
#include "tiling/slide_reader.h"
#include "tiling/thumbnail.h"

namespace snitt::app {

Result<SlideScoring> SlideScoring::open(ScoringPlan plan, const ScoreRequest& request, Session& session) {
  SlideScoring scoring(session);
  const CommonOptions& common = session.options();
  if (auto usable = checkOutFolder(plan.out, plan.bundle); !usable) return fail(usable.error());
  auto archive = ScoreArchive::open(common);
  if (!archive) return fail(archive.error());
  auto model = loadModel(plan.bundle, common.engine, trustRules(plan.untrusted));
  if (!model) return fail(model.error());
  scoring.m_plan = std::move(plan);
  scoring.m_archive = std::move(*archive);
  scoring.m_bundleSha256 = model->bundle.sha256;
  scoring.m_card = model->bundle.card;
  scoring.m_archive.setRules(scoring.m_bundleSha256, rulesOf(model->bundle.manifest));
  scoring.m_parameters = parametersOf(request, *model);
  if (request.outline) scoring.m_givenOutline = request.outline->file;
  scoring.m_scorer = std::make_unique<Scorer>(std::move(*model));
  return scoring;
}

Result<GivenScore> SlideScoring::score(const ScoreRequest& request, bool nameShared) {
  m_parameters.facts.clear();
  for (const Fact& fact : request.facts) m_parameters.facts.emplace_back(fact.key, fact.value);
  Result<KnownSlide> known =
      m_archive.find(request.slide, m_bundleSha256, m_parameters, !m_plan.again, m_session->control().stop);
  if (!known) return fail(known.error());
  if (m_plan.showPaths && known->maskedName)
    return fail(maskedRefusal("it is not scored with --show-paths, which prints the file's name"));
  if (known->score) return giveAgain(request, std::move(*known->score), *known, nameShared);
  ScoreRequest own = request;
  own.knownHash = known->hash;
  const auto scored = m_scorer->score(own, m_session->control());
  m_session->endProgress();
  if (!scored) return fail(scored.error());
  const ScoreRecord record = scored->record();
  // Stored before it is told: what a person has seen is in the database, whatever happens next.
  auto kept = m_archive.keep(record, *known, m_parameters, !m_plan.again);
  // A flag or a permission has changed meanwhile: then nobody gets the score.
  if (!kept && kept.error().kind == ErrorKind::refused) return fail(kept.error());
  if (kept && *kept) return giveAgain(request, std::move(**kept), *known, nameShared);
  auto folder = write(request.slide, record, *known, nameShared);
  if (!folder) return fail(folder.error());
  Score score = record.score;
  if (known->maskedName) score.slide.path.clear();
  log::info("slide " + score.slide.fingerprint.substr(0, 8) + " scored in " + std::to_string(score.run.seconds) +
            " s with bundle " + score.bundleSha256.substr(0, 8));
  GivenScore given{
      std::move(score), std::move(*folder), m_archive.keeps() ? "stored" : "", false, known->maskedName, {}};
  if (!kept) given.notStored = kept.error();
  return given;
}

// A score that the database holds: the same files, from its record.
Result<GivenScore> SlideScoring::giveAgain(const ScoreRequest& request, ArchivedScore archived, const KnownSlide& known,
                                           bool nameShared) {
  // Where the slide is now: a name that somebody has taken from it must not come back.
  archived.record.score.slide.path = request.slide.string();
  auto folder = write(request.slide, archived.record, known, nameShared);
  if (!folder) return fail(folder.error());
  log::info("slide " + archived.record.score.slide.fingerprint.substr(0, 8) + " was scored before: given again");
  if (known.maskedName) archived.record.score.slide.path.clear();
  return GivenScore{
      std::move(archived.record.score), std::move(*folder), describe(archived.stored), true, known.maskedName, {}};
}

Result<std::filesystem::path> SlideScoring::write(const std::filesystem::path& slide, const ScoreRecord& record,
                                                  const KnownSlide& known, bool nameShared) const {
  const std::string& fingerprint = record.score.slide.fingerprint;
  // Both the folder's name and score.json would tell the file's.
  const bool unnamed = m_plan.unnamed || known.maskedName;
  const std::filesystem::path folder =
      unnamed ? m_plan.out / fingerprint.substr(0, 16) : resultFolder(m_plan.out, slide, fingerprint, nameShared);
  ScoreRecord written = record;
  if (unnamed) written.score.slide.path.clear();
  const auto choice = outputChoice(slide, known);
  if (!choice) return fail(choice.error());
  const auto files = resultFiles(written, *choice);
  if (!files) return fail(files.error());
  const std::set<std::string> privately =
      namesPatient(choice->labCase) ? std::set<std::string>{"report.pdf"} : std::set<std::string>{};
  if (auto done = writeTogether(folder, *files, "score.json", privately); !done) return fail(done.error());
  return folder;
}

// Error: cancelled.
Result<OutputChoice> SlideScoring::outputChoice(const std::filesystem::path& slide, const KnownSlide& known) const {
  OutputChoice choice{m_plan.outputs, {}, {}, m_card, m_givenOutline, {}};
  const auto& labCase = known.labCase;
  if (labCase) choice.labCase = reportCaseOf(*labCase);
  // What nobody asked for by hand lies where nobody looks after it.
  if (labCase && m_plan.unnamed) choice.labCase = ReportCase{toText(labCase->name), labCase->pending, {}, {}, {}};
  if (m_plan.showPaths) choice.slideName = slide.filename().string();
  if (!choice.outputs.contains("report")) return choice;
  auto picture = openSlide(slide).and_then([this](const std::unique_ptr<SlideReader>& reader) {
    return slideThumbnail(*reader, kThumbnailPx, m_session->control());
  });
  if (!picture && picture.error().kind == ErrorKind::cancelled) return fail(picture.error());
  // A page without its picture is better than no page: the score itself is not in question.
  if (picture)
    choice.thumbnail = std::move(*picture);
  else
    log::warning("no thumbnail for a report");
  return choice;
}

}  // namespace snitt::app
