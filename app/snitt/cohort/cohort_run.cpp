#include "app/snitt/cohort/cohort_run.h"
#include "app/snitt/cohort/time_estimate.h"

#include <iostream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/snitt/cohort/cohort_check.h"
#include "app/snitt/cohort/cohort_outputs.h"
#include "app/snitt/cohort/cohort_places.h"
#include "app/snitt/cohort/cohort_reuse.h"
#include "app/snitt/cohort/cohort_supervisor.h"
#include "app/snitt/cohort/energy_p.h"
#include "app/snitt/cohort/slurm_alive.h"
#include "app/snitt/cohort/slurm_job.h"
#include "app/snitt/cohort/slurm_script.h"
#include "app/snitt/cohort/worker_command.h"
#include "app/snitt/result_folder.h"
#include "app/snitt/slide_options.h"
#include "core/atomic_file.h"
#include "core/cohort/cohort_estimate.h"
#include "core/cohort/cohort_journal.h"
#include "core/fingerprint.h"
#include "core/os/os.h"
#include "core/os/usage.h"
#include "core/text/identity.h"

namespace snitt::app {
namespace {

using Clock = std::chrono::steady_clock;

class Cohort {
 public:
  Cohort(const CohortOptions& options, Session& session)
      : m_options(options), m_session(session), m_folder{options.out} {}

  ExitCode run() {
    if (m_options.dryRun) return dryRun();
    const bool onlyFiles = m_options.slurm.writeOnly;
    for (const auto step : {&Cohort::open, &Cohort::check, &Cohort::heedJob, &Cohort::begin, &Cohort::reuse,
                            onlyFiles ? &Cohort::writeJob : &Cohort::work, &Cohort::write}) {
      if (onlyFiles && step == &Cohort::write) return allDone;
      const auto done = (this->*step)();
      if (!done) return done.error().kind == ErrorKind::cancelled ? interrupted : complain(done.error());
    }
    tell();
    return exitCode();
  }

  // The job's files, for whoever submits them by hand; the tables come with the next call.
  Result<void> writeJob() {
    if (m_toDo.empty()) {
      m_session.notify("nothing is left to score: say the same without --slurm-dry-run for the tables");
      return {};
    }
    const auto files = writeSlurmFiles(m_toDo, slurmPlan(), false);
    if (!files) return fail(files.error());
    std::cout << "sbatch " << shellWord(files->script.string()) << "\n" << std::flush;
    return {};
  }

 private:
  ExitCode dryRun() {
    auto checked = checkCohort(m_options, readLooks(m_folder.looks()), false, m_session);
    if (!checked) return checked.error().kind == ErrorKind::cancelled ? interrupted : complain(checked.error());
    estimateTime(*checked, checked->slides, m_options, m_session);
    if (m_session.stopped()) return interrupted;
    std::cout << describeCheck(*checked, m_session.options().json) << std::flush;
    return allDone;
  }

  // The folder is this process's alone from now on.
  Result<void> open() {
    if (auto usable = checkOutFolder(m_options.out, m_options.bundle); !usable) return usable;
    if (auto made = os::makePrivateFolder(m_folder.state()); !made) return made;
    auto lock = os::FileLock::tryAcquire(m_folder.lock());
    if (!lock) return fail(lock.error());
    if (!*lock) return fail(ErrorKind::io, m_options.out.string() + " is being worked on by " + owner());
    m_lock = std::move(**lock);
    const nlohmann::ordered_json self{
        {"host", os::hostName()}, {"process", os::processId()}, {"account", os::accountName()}, {"since", utcNow()}};
    return writePrivateFileAtomically(m_folder.owner(), self.dump() + "\n");
  }

  [[nodiscard]] std::string owner() const {
    const auto text = readFile(m_folder.owner());
    const auto json = text ? nlohmann::json::parse(*text, nullptr, false) : nlohmann::json();
    if (!json.is_object()) return "another program";
    return fmt::format("process {} on {} ({}, since {})", json.value("process", 0), json.value("host", "?"),
                       json.value("account", "?"), json.value("since", "?"));
  }

  Result<void> check() {
    auto before = CohortJournal::read(m_folder.state());
    if (!before) return fail(before.error());
    HeaderLooks looks = readLooks(m_folder.looks());
    if (m_options.verifyFull)
      for (auto& [path, look] : looks) look.fingerprint.clear();
    auto checked = checkCohort(m_options, std::move(looks), !before->empty() || !m_options.reuse.empty(), m_session);
    if (!checked) return fail(checked.error());
    m_check = std::move(*checked);
    if (auto told = takeScorers(); !told) return told;
    return sameAsBefore();
  }

  // Outputs that are taken over were computed by whatever scored the other folder.
  Result<void> takeScorers() {
    if (m_options.reuse.empty()) return {};
    const auto text = readFile(CohortFolder{m_options.reuse}.parameters());
    if (!text) return {};  // the reuse itself says what is wrong with the folder
    const auto there = parseParameters(*text);
    if (!there) return failIn(m_options.reuse.string(), there.error());
    addScorers(m_check.parameters, *there);
    return {};
  }

  // What lies in the folder is of one bundle and one set of parameters.
  Result<void> sameAsBefore() {
    const auto text = readFile(m_folder.parameters());
    if (!text) return text.error().kind == ErrorKind::notFound ? Result<void>() : fail(text.error());
    const auto before = parseParameters(*text);
    if (!before) return failIn(m_folder.parameters().string(), before.error());
    const auto different = differences(*before, m_check.parameters);
    if (different.empty()) {
      // What was scored with other libraries stays in the folder, and so do their names.
      addScorers(m_check.parameters, *before);
      return {};
    }
    std::string what;
    for (const std::string& one : different) what += (what.empty() ? "" : "; ") + one;
    return fail(ErrorKind::refused, m_options.out.string() + " holds results of another run (" + what +
                                        "); give another folder with --out");
  }

  // Tasks of a cluster that still write here are followed or left alone.
  Result<void> heedJob() {
    const bool follows = m_options.slurm.submit && !m_options.verifyFull && m_options.reuse.empty();
    auto job = aliveSlurmJob(m_folder, m_check, follows, m_session);
    if (!job) return fail(job.error());
    m_job = std::move(*job);
    return {};
  }

  Result<void> begin() {
    if (auto kept = writePrivateFileAtomically(m_folder.parameters(), formatParameters(m_check.parameters)); !kept)
      return kept;
    if (auto kept = writeLooks(m_folder.looks(), m_check.looks); !kept) return kept;
    if (m_options.verifyFull)
      if (auto verified = hashFinished(); !verified) return verified;
    auto placed = placeResults(m_folder, m_check.parameters, m_check.slides, !m_job.empty());
    if (!placed) return fail(placed.error());
    m_results = m_check.settled;
    m_results.merge(placed->done);
    m_toDo = std::move(placed->toDo);
    for (const CohortSlide& slide : m_toDo) m_paths[slide.row] = slide.path;
    // Of few slides the first one tells sooner.
    constexpr std::size_t kWorthEstimating = 20;
    if (m_toDo.size() >= kWorthEstimating && !m_options.slurm.wanted())
      estimateTime(m_check, m_toDo, m_options, m_session);
    if (auto kept = tellPlan(); !kept) return kept;
    for (const std::string& warning : m_check.warnings) m_session.notify(warning);
    if (!m_options.slurm.gpus.empty() && m_check.parameters.device == "cpu")
      m_session.notify("the tasks ask for GPUs and will not use them, since the device is to be cpu");
    if (m_check.seconds) m_session.notify("the networks will need " + describeDuration(*m_check.seconds));
    const std::size_t known = m_check.slides.size() - m_toDo.size();
    m_session.notify(fmt::format("{} slides to score, {} done before, {} settled by the check", m_toDo.size(), known,
                                 m_check.settled.size()));
    return {};
  }

  // For whoever follows this run from its folder.
  Result<void> tellPlan() {
    const CohortPlan plan{m_check.title,
                          utcNow(),
                          m_results.size(),
                          std::filesystem::absolute(m_options.list).parent_path(),
                          plannedResolutions(m_check),
                          m_check.rules};
    std::vector<CohortSlideResult> settled;
    for (const auto& [row, result] : m_check.settled) settled.push_back(result);
    return keepPlan(m_folder.state(), plan, m_check.listText, settled);
  }

  // Slides whose bytes are no longer those that were scored lose their results, whatever their ends say.
  Result<void> hashFinished() {
    auto read = CohortJournal::read(m_folder.state());
    if (!read) return fail(read.error());
    std::map<std::string, std::string> known;  // SHA-256 by fingerprint
    for (const CohortSlideResult& one : *read)
      if (!one.sha256.empty()) known[one.fingerprint] = one.sha256;
    std::size_t changed = 0;
    std::int64_t done = 0;
    for (CohortSlide& slide : m_check.slides) {
      m_session.control().report("verify", ++done, static_cast<std::int64_t>(m_check.slides.size()));
      const auto before = known.find(slide.fingerprint);
      const auto look = m_check.looks.find(slide.path);
      if (before == known.end() || look == m_check.looks.end()) continue;
      auto now = sha256OfFiles(look->second.files, m_session.control().stop);
      if (!now) return fail(now.error());
      if (*now == before->second) continue;
      ++changed;
      slide.sha256.clear();
      std::erase_if(*read, [&](const CohortSlideResult& one) { return one.fingerprint == slide.fingerprint; });
    }
    m_session.endProgress();
    if (changed == 0) return {};
    m_session.notify(
        fmt::format("{} slides have other bytes than when they were scored, and are scored again", changed));
    return CohortJournal::rewrite(m_folder.state(), *read);
  }

  Result<void> reuse() {
    if (m_options.reuse.empty()) return {};
    std::error_code ignored;
    if (std::filesystem::equivalent(m_options.reuse, m_options.out, ignored))
      return fail(ErrorKind::usage, "--reuse and --out are the same folder");
    const CohortJournal journal(m_folder.state(), "main");
    const std::size_t before = m_toDo.size();
    auto done = reuseOutputs(m_toDo,
                             {m_options.reuse, m_folder,
                              [this, &journal](const std::vector<CohortSlideResult>& results) -> Result<void> {
                                if (auto added = journal.addAll(results); !added) return added;
                                for (const CohortSlideResult& one : results) m_results[one.row] = one;
                                return {};
                              }},
                             m_check, m_check.bundle, m_session);
    if (!done) return done;
    m_session.notify(fmt::format("{} slides decided again from {}, {} to score", before - m_toDo.size(),
                                 m_options.reuse.string(), m_toDo.size()));
    // How fast slides are scored is counted from here on.
    return tellPlan();
  }

  Result<void> work() {
    m_run = {utcNow(), 0, m_toDo.size(), typist(), m_options.jobs, m_session.options().threadCount()};
    const Clock::time_point start = Clock::now();
    CohortCounts counts;
    counts.total = m_check.list.slides.size() + m_check.list.unused.size();
    for (const auto& [row, result] : m_results) ++counts.byStatus[result.status];
    counts.before = counts.done();
    CohortProgress progress(m_session, m_folder.out, m_check.title, counts);
    auto done = m_options.slurm.submit ? onCluster(progress) : here(progress);
    m_run.wallSeconds = std::chrono::duration<double>(Clock::now() - start).count();
    progress.end(done ? "finished" : "stopped");
    // What was learned of the files spares the next run their reading; without it that run only takes longer.
    if (auto kept = writeLooks(m_folder.looks(), m_check.looks); !kept && done) return kept;
    return done;
  }

  Result<void> here(CohortProgress& progress) {
    const CohortJournal journal(m_folder.state(), "main");
    const SupervisorPlan plan{
        workerCommand(m_options.bundle, m_options.out, m_options.jobs, m_options.untrusted, m_session), m_options.jobs,
        m_options.stallAfter, m_folder,
        [this, &journal](const CohortSlideResult& result) { return keep(journal, result); }};
    return superviseCohort(m_toDo, plan, progress, m_session);
  }

  Result<void> onCluster(CohortProgress& progress) {
    return runSlurmJob(m_toDo, slurmPlan(), m_job, progress, m_session);
  }

  [[nodiscard]] SlurmPlan slurmPlan() {
    return {&m_options, &m_check, m_folder, [this](const CohortSlideResult& result) { take(result); }};
  }

  Result<void> keep(const CohortJournal& journal, const CohortSlideResult& result) {
    if (auto added = journal.add(result); !added) return added;
    take(result);
    return {};
  }

  void take(const CohortSlideResult& result) {
    const auto look = m_check.looks.find(m_paths.at(result.row));
    if (!result.fingerprint.empty() && look != m_check.looks.end()) {
      look->second.fingerprint = result.fingerprint;
      look->second.sha256 = result.sha256;
    }
    m_results[result.row] = result;
  }

  Result<void> write() {
    auto patients = writeCohort(m_folder, m_check, m_results, m_run);
    if (!patients) return fail(patients.error());
    m_patients = std::move(*patients);
    return {};
  }

  void tell() const {
    std::map<std::string_view, std::size_t> slides;
    for (const auto& [row, result] : m_results) ++slides[toText(result.status)];
    std::map<std::string_view, std::size_t> patients;
    std::map<std::string_view, std::size_t> classes;
    for (const CohortPatient& one : m_patients) {
      ++patients[toText(one.status)];
      if (one.decision) ++classes[toText(one.decision->prognosis)];
    }
    if (m_session.options().json) {
      const nlohmann::ordered_json json{{"format", "snitt-cohort/1"},
                                        {"folder", m_options.out.string()},
                                        {"slides", slides},
                                        {"patients", patients},
                                        {"classes", classes},
                                        {"mixed", mixedNotice(m_results)},
                                        {"wallSeconds", m_run.wallSeconds}};
      std::cout << json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << std::endl;
      return;
    }
    std::cout << m_options.out.string() << "\n";
    line("slides", slides);
    line("patients", patients);
    line("classes", classes);
    if (const std::string notice = mixedNotice(m_results); !notice.empty()) std::cout << "  " << notice << "\n";
    std::cout << "  tables       results.csv, slides.csv, paths.csv\n" << std::flush;
  }

  static void line(const char* what, const std::map<std::string_view, std::size_t>& counts) {
    std::string text;
    for (const auto& [name, count] : counts) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, name);
    std::cout << fmt::format("  {:<12} {}\n", what, text);
  }

  // Refused and not-assessable slides are results; one that failed is not.
  [[nodiscard]] ExitCode exitCode() const {
    for (const auto& [row, result] : m_results)
      if (result.status == SlideStatus::failed) return fault;
    return allDone;
  }

  const CohortOptions& m_options;
  Session& m_session;
  CohortFolder m_folder;
  std::optional<os::FileLock> m_lock;
  CohortCheck m_check;
  std::string m_job;  // of a cluster, that is followed
  std::vector<CohortSlide> m_toDo;
  std::map<std::size_t, std::filesystem::path> m_paths;  // of those to do
  ResultsByRow m_results;
  CohortRun m_run;
  std::vector<CohortPatient> m_patients;
};

}  // namespace

ExitCode runCohort(const CohortOptions& options, Session& session) {
  startCountingEnergy();
  return Cohort(options, session).run();
}

}  // namespace snitt::app
