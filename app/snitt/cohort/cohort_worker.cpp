// snitt cohort-worker: scores the slides that a cohort's supervisor names on standard input, and writes their folders.
// Started by `snitt cohort`; not for people. Of its own it reads the bundle and the slides and knows no database.
#include <CLI/CLI.hpp>

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <deque>
#include <map>
#include <mutex>

#include "app/snitt/cohort/cohort_folder.h"
#include "app/snitt/cohort/verb_cohort.h"
#include "app/snitt/cohort/worker_lines.h"
#include "app/snitt/report_output.h"
#include "app/snitt/result_folder.h"
#include "app/snitt/score_output.h"
#include "app/snitt/slide_options.h"
#include "app/snitt/trust_options.h"
#include "core/atomic_file.h"
#include "core/cohort/cohort_parameters.h"
#include "core/fingerprint.h"
#include "core/os/os.h"
#include "inference/cohort/scoring_rate.h"
#include "inference/cohort/slide_pipeline.h"
#include "tiling/thumbnail.h"
#include "ui/report/contact_picture.h"

namespace snitt::app {

namespace {

// A slide in half a contact picture is sharp.
constexpr int kContactPx = 480;
constexpr std::size_t kPictureCacheBytes = std::size_t{16} << 20;

struct WorkerOptions {
  std::filesystem::path bundle;
  std::filesystem::path out;
  bool untrusted = false;
  bool measure = false;
};

// Lines of standard output, whole ones whatever thread they come from.
class Teller {
 public:
  void say(const std::string& line) {
    const std::scoped_lock lock(m_mutex);
    std::fwrite(line.data(), 1, line.size(), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
  }

  // Ten a second of a slide are enough, and a stage's first and last.
  void progress(std::size_t row, const Progress& progress) {
    const auto now = std::chrono::steady_clock::now();
    {
      const std::scoped_lock lock(m_mutex);
      Shown& shown = m_shown[row];
      const bool news = shown.stage != progress.stage || progress.done >= progress.total;
      if (!news && now - shown.at < std::chrono::milliseconds(100)) return;
      shown = {std::string(progress.stage), now};
    }
    say(progressLineOf(row, progress));
  }

  void forget(std::size_t row) {
    const std::scoped_lock lock(m_mutex);
    m_shown.erase(row);
  }

 private:
  struct Shown {
    std::string stage;
    std::chrono::steady_clock::time_point at;
  };
  std::mutex m_mutex;
  std::map<std::size_t, Shown> m_shown;
};

// Slides as they are named, until there are no more.
class Orders {
 public:
  void take(std::string_view line) {
    auto slide = parseSlideLine(line);
    const std::scoped_lock lock(m_mutex);
    if (!slide)
      m_ended = m_ended || line == kEndLine;
    else if (*slide)
      m_slides.push_back(std::move(**slide));
    m_changed.notify_all();
  }

  std::optional<CohortSlide> next(const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, stop, [this] { return !m_slides.empty() || m_ended; });
    if (stop.stop_requested() || m_slides.empty()) return std::nullopt;
    CohortSlide slide = std::move(m_slides.front());
    m_slides.pop_front();
    return slide;
  }

 private:
  std::mutex m_mutex;
  std::condition_variable_any m_changed;
  std::deque<CohortSlide> m_slides;
  bool m_ended = false;
};

class Worker {
 public:
  Worker(LoadedModel model, CohortParameters parameters, CohortFolder folder, Session& session)
      : m_model(std::move(model)),
        m_parameters(std::move(parameters)),
        m_folder(std::move(folder)),
        m_session(session) {}

  ExitCode run() {
    os::watchStandardInput([this](std::string_view line) { obey(line); }, [this] { m_session.cancel(); });
    m_teller.say(readyLine());
    const RunControl control{m_session.control().stop, {}, &m_gate, {}};
    runSlides(m_model,
              {[this, &control] { return nextSlide(control.stop); },
               [this](const PipelineSlide& slide, Result<ScoredCase> scored) { finished(slide, std::move(scored)); },
               [this](std::size_t row, const Progress& progress) { m_teller.progress(row, progress); }},
              control);
    return m_session.stopped() ? interrupted : allDone;
  }

 private:
  void obey(std::string_view line) {
    if (line == kPauseLine)
      m_gate.pause();
    else if (line == kResumeLine)
      m_gate.resume();
    else
      m_orders.take(line);
  }

  std::optional<PipelineSlide> nextSlide(const std::stop_token& stop) {
    auto slide = m_orders.next(stop);
    if (!slide) return std::nullopt;
    PipelineSlide out;
    out.row = slide->row;
    out.request.slide = slide->path;
    if (slide->mpp) out.request.typedMpp = TypedMpp{*slide->mpp, "written in the slide list", "slide list"};
    out.request.facts = slide->facts;
    out.request.outsideScope = m_parameters.outsideScope;
    if (!slide->sha256.empty()) out.request.knownHash = KnownHash{slide->fingerprint, slide->sha256};
    out.request.threads = m_session.options().threadCount();
    out.request.software = m_parameters.software;
    out.request.typedBy = typist();
    const std::scoped_lock lock(m_mutex);
    m_begun[slide->row] = std::move(*slide);
    return out;
  }

  void finished(const PipelineSlide& slide, Result<ScoredCase> scored) {
    // Whoever was stopped has no result.
    if (m_session.stopped()) return;
    const CohortSlide begun = takeBegun(slide.row);
    m_teller.forget(slide.row);
    if (scored)
      if (auto written = write(begun, *scored); !written) {
        if (written.error().kind == ErrorKind::cancelled) return;
        m_teller.say(unwrittenLine(slide.row, written.error().message));
        return;
      }
    CohortSlideResult result = scored ? resultOf(scored->score, slide.row) : resultOf(scored.error(), slide.row);
    if (result.fingerprint.empty()) result.fingerprint = fingerprintOf(begun);
    if (!m_parameters.showPaths) result.reason = withoutPath(result.reason, begun.path);
    if (!result.fingerprint.empty()) {
      result.inputKey = inputKey(m_parameters, begun, result.fingerprint);
      result.decisionKey = decisionKey(m_parameters, begun, result.fingerprint);
    }
    m_teller.say(resultLine(result));
  }

  CohortSlide takeBegun(std::size_t row) {
    const std::scoped_lock lock(m_mutex);
    return std::move(m_begun.extract(row).mapped());
  }

  // Of a slide without a score: a refusal holds for this very file.
  static std::string fingerprintOf(const CohortSlide& slide) {
    if (!slide.fingerprint.empty()) return slide.fingerprint;
    const auto reader = openSlide(slide.path);
    return reader ? snitt::fingerprintOf((*reader)->info()).value_or("") : std::string();
  }

  Result<void> write(const CohortSlide& slide, const ScoredCase& scored) {
    ScoreRecord record = scored.record();
    if (!m_parameters.showPaths) record.score.slide.path.clear();
    OutputChoice choice;
    choice.outputs = {m_parameters.outputs.begin(), m_parameters.outputs.end()};
    if (m_parameters.showPaths) choice.slideName = slide.path.filename().string();
    const bool page = choice.outputs.contains("report");
    OpenOptions sparing;
    sparing.cacheBytes = kPictureCacheBytes;
    // A slide that cannot show itself as a whole has a white picture; one whose picture was broken off has no result.
    if (auto reader = openSlide(slide.path, sparing)) {
      auto thumbnail = slideThumbnail(**reader, page ? kThumbnailPx : kContactPx, m_session.control());
      if (!thumbnail && thumbnail.error().kind == ErrorKind::cancelled) return fail(thumbnail.error());
      if (thumbnail) choice.thumbnail = *std::move(thumbnail);
    }
    auto files = resultFiles(record, choice);
    if (!files) return fail(files.error());
    auto picture = reportOf(record, choice.thumbnail, choice.slideName).and_then(contactPicture);
    if (!picture) return fail(picture.error());
    (*files)["contact.jpg"] = std::move(*picture);
    return writeTogether(m_folder.slide(slide.row), *files, "score.json");
  }

  LoadedModel m_model;
  CohortParameters m_parameters;
  CohortFolder m_folder;
  Session& m_session;
  PauseGate m_gate;
  Orders m_orders;
  Teller m_teller;
  std::mutex m_mutex;
  std::map<std::size_t, CohortSlide> m_begun;
};

// One line: what the networks need on this machine.
ExitCode measure(const WorkerOptions& options, Session& session) {
  const auto model = loadModel(options.bundle, session.options().engine, trustRules(options.untrusted));
  if (!model) return complain(model.error());
  const auto rate = measureRate(*model, session.options().threadCount(), session.control());
  if (!rate) return complain(rate.error());
  std::printf("%s\n", formatRate(*rate).c_str());
  return allDone;
}

ExitCode work(const WorkerOptions& options, Session& session) {
  if (options.measure) return measure(options, session);
  const CohortFolder folder{options.out};
  const auto text = readFile(folder.parameters());
  if (!text) return complain(text.error());
  auto parameters = parseParameters(*text);
  if (!parameters) return complain(parameters.error());
  // Forced: what the plan says is done, or nothing.
  const EngineRequest request{parameters->device, parameters->precision, parameters->kernels};
  auto model = loadModel(options.bundle, request, trustRules(options.untrusted));
  if (!model) return complain(model.error());
  if (model->bundle.sha256 != parameters->bundleSha256)
    return complain({ErrorKind::refused,
                     "the bundle " + options.bundle.string() + " is not the one that the cohort was begun with"});
  // The thread that reads standard input refers to it until the process ends.
  static Worker worker(std::move(*model), std::move(*parameters), folder, session);
  return worker.run();
}

}  // namespace

void addCohortWorker(CLI::App& app, Verb& run) {
  auto options = std::make_shared<WorkerOptions>();
  CLI::App* verb = app.add_subcommand("cohort-worker", "Started by cohort; not for people");
  verb->group("");
  verb->add_option("--bundle", options->bundle)->required();
  verb->add_option("--out", options->out);
  verb->add_flag("--measure", options->measure);
  addUntrustedOption(*verb, options->untrusted);
  verb->callback([&run, options] { run = [options](Session& session) { return work(*options, session); }; });
}

}  // namespace snitt::app
