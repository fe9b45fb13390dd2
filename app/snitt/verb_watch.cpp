// snitt watch: takes what a laboratory sends and what its scanners write, and scores what the site's rule selects.
#include <CLI/CLI.hpp>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <set>

#include "app/snitt/database_option.h"
#include "app/snitt/slide_options.h"
#include "app/snitt/slide_scoring.h"
#include "app/snitt/trust_options.h"
#include "app/snitt/validators_p.h"
#include "app/snitt/verbs.h"
#include "app/snitt/watch_messages.h"
#include "app/snitt/watch_scoring.h"
#include "app/snitt/watch_slides.h"
#include "core/atomic_file.h"
#include "core/os/os.h"
#include "core/sha256.h"

namespace snitt::app {

namespace {

using Json = nlohmann::ordered_json;
using Clock = Arrivals::Clock;

struct WatchOptions {
  std::filesystem::path site;
  std::filesystem::path bundle;
  std::filesystem::path out;
  std::vector<std::string> facts;
  std::vector<std::string> outputs{"score", "tumour", "heatmap"};
  std::string outsideScope;
  bool untrusted = false;
  bool once = false;
};

class Watch {
 public:
  Watch(const WatchOptions& options, Session& session) : m_options(options), m_session(session), m_teller(session) {}

  ExitCode run() {
    auto site = Site::read(m_options.site);
    if (!site) return complain(site.error());
    m_site = std::move(*site);
    if (auto usable = checkSite(); !usable) return complain(usable.error());
    auto store = openNeeded(m_session.options());
    if (!store) return complain(store.error());
    if (auto may = checkActor(*store); !may) return complain(may.error());
    const auto alone = lockOf(*store);
    if (!alone) return complain(alone.error());
    Cases cases(*store);
    std::optional<SlideScoring> bundle;
    if (!m_options.bundle.empty()) {
      auto opened = openBundle();
      if (!opened) return complain(opened.error());
      bundle = std::move(*opened);
    }
    WatchedMessages messages(cases, *m_site, m_teller);
    const auto rules = rulesOf();
    if (!rules) return complain(rules.error());
    WatchedSlides slides(cases, *m_site, *rules, m_teller);
    std::optional<WatchedScoring> scoring;
    if (bundle) scoring.emplace(cases, *m_site, *bundle, m_request, m_teller);
    loop(messages, slides, scoring, cases);
    end(messages, slides, scoring);
    return m_teller.faults() > 0 && m_options.once ? fault : allDone;
  }

 private:
  [[nodiscard]] Result<void> checkSite() const {
    const WatchRules& rules = m_site->watch();
    if (rules.messages.empty() && rules.slides.empty())
      return fail(ErrorKind::usage, m_options.site.string() + " names no folder to watch: [watch] messages or slides");
    return {};
  }

  // Said at once, and not of every file anew.
  [[nodiscard]] static Result<void> checkActor(const Store& store) {
    if (store.actor().may(Permission::importWorklist)) return {};
    return fail(ErrorKind::refused, store.actor().name + " may not " + std::string(toText(Permission::importWorklist)) +
                                        "; the role " + std::string(toText(roleFor(Permission::importWorklist))) +
                                        " may");
  }

  [[nodiscard]] Result<os::FileLock> lockOf(const Store& store) const {
    const std::string name = ".snitt-watch-" + sha256Of(m_site->name()).substr(0, 16) + ".lock";
    auto lock = os::FileLock::tryAcquire(store.file().parent_path() / name);
    if (!lock) return fail(lock.error());
    if (!*lock)
      return fail(ErrorKind::refused, "another watcher of " + m_site->name() + " works on " + store.file().string());
    return std::move(**lock);
  }

  // By what files were understood: another site file, or another program, looks at them again.
  [[nodiscard]] Result<std::string> rulesOf() const {
    const auto bytes = readFile(m_options.site);
    if (!bytes) return fail(bytes.error());
    return sha256Of(SNITT_VERSION "\n" + *bytes);
  }

  [[nodiscard]] Result<SlideScoring> openBundle() {
    auto facts = parseFacts(m_options.facts);
    if (!facts) return fail(facts.error());
    m_request.facts = std::move(*facts);
    m_request.outsideScope = m_options.outsideScope;
    m_request.threads = m_session.options().threadCount();
    m_request.software = std::string("snitt ") + SNITT_VERSION;
    m_request.typedBy = typist();
    std::filesystem::path out = m_options.out;
    if (out.empty()) {
      const std::filesystem::path data = os::dataFolder();
      if (data.empty()) return fail(ErrorKind::usage, "there is no home folder for results: name one with --out DIR");
      if (auto made = os::makePrivateFolder(data / "watched"); !made) return fail(made.error());
      out = data / "watched";
    }
    ScoringPlan plan{m_options.bundle,
                     out,
                     {m_options.outputs.begin(), m_options.outputs.end()},
                     false,
                     m_options.untrusted,
                     false,
                     true};
    return SlideScoring::open(std::move(plan), m_request, m_session);
  }

  void loop(WatchedMessages& messages, WatchedSlides& slides, std::optional<WatchedScoring>& scoring,
            const Cases& cases) {
    const std::stop_token stop = m_session.control().stop;
    std::int64_t version = -1;
    while (!stop.stop_requested()) {
      const auto now = Clock::now();
      const WatchedMessages::Pass ofMessages = messages.pass(now, m_options.once);
      // A person or another program may have made the case that a slide waits for.
      const std::int64_t before = cases.version().value_or(version);
      const WatchedSlides::Pass ofSlides = slides.pass(now, m_options.once, before != version, stop);
      tellAway(ofMessages.away, ofSlides.away);
      bool scored = false;
      if (scoring && !stop.stop_requested()) {
        scoring->countWithheld();
        scored = scoring->scoreNext(Clock::now());
      }
      version = cases.version().value_or(version);
      if (m_options.once && !scored) return;
      if (!scored) pause(stop);
    }
  }

  // A share that goes away comes back: that is said once, and waited for.
  void tellAway(const std::vector<std::filesystem::path>& one, const std::vector<std::filesystem::path>& other) {
    std::set<std::filesystem::path> away(one.begin(), one.end());
    away.insert(other.begin(), other.end());
    for (const auto& folder : away)
      if (!m_away.contains(folder))
        m_teller.fault({{"event", "away"}, {"folder", folder.string()}},
                       folder.string() + " cannot be read: waiting for it", "a watched folder is away");
    for (const auto& folder : m_away)
      if (!away.contains(folder))
        m_teller.tell({{"event", "back"}, {"folder", folder.string()}}, folder.string() + " is there again",
                      "a watched folder is there again");
    m_away = std::move(away);
  }

  void pause(const std::stop_token& stop) {
    const int seconds = std::clamp(m_site->watch().settledSeconds / 4, 1, 10);
    std::mutex mutex;
    std::unique_lock lock(mutex);
    m_never.wait_for(lock, stop, std::chrono::seconds(seconds), [] { return false; });
  }

  void end(const WatchedMessages& messages, const WatchedSlides& slides, const std::optional<WatchedScoring>& scoring) {
    const SlideCounts counts = slides.total();
    const WatchScores scores = scoring ? scoring->total() : WatchScores();
    const ImportCounts& taken = messages.total();
    m_teller.tell({{"event", "ended"},
                   {"messages",
                    {{"applied", taken.applied},
                     {"unchanged", taken.unchanged},
                     {"older", taken.older},
                     {"held", taken.held},
                     {"faulty", taken.faulty}}},
                   {"slides",
                    {{"linked", counts.linked},
                     {"rescans", counts.rescans},
                     {"moved", counts.moved},
                     {"known", counts.known},
                     {"unmatched", counts.unmatched},
                     {"failed", counts.failed}}},
                   {"scores",
                    {{"scored", scores.scored},
                     {"notAssessable", scores.notAssessable},
                     {"failed", scores.failed},
                     {"casesWithheld", scores.withheld}}}},
                  "messages: " + taken.inWords() + "; slides: " + std::to_string(counts.linked) + " linked, " +
                      std::to_string(counts.rescans) + " rescans, " + std::to_string(counts.unmatched) +
                      " unmatched; scores: " + std::to_string(scores.scored) + ", " +
                      std::to_string(scores.notAssessable) + " not assessable, " + std::to_string(scores.failed) +
                      " failed; cases withheld by flags: " + std::to_string(scores.withheld),
                  "ended");
  }

  const WatchOptions& m_options;
  Session& m_session;
  WatchTeller m_teller;
  std::optional<Site> m_site;
  ScoreRequest m_request;
  std::set<std::filesystem::path> m_away;
  std::condition_variable_any m_never;
};

}  // namespace

void addWatch(CLI::App& app, Verb& run) {
  auto options = std::make_shared<WatchOptions>();
  CLI::App* verb =
      app.add_subcommand("watch", "Take messages and slides as they arrive, and score what a rule selects");
  verb->add_option("--site", options->site, "The laboratory's site file, which names the folders")
      ->required()
      ->check(notBlank());
  verb->add_option("--bundle", options->bundle, "Folder of the model bundle (default: nothing is scored)")
      ->check(notBlank());
  verb->add_option("--out", options->out, "Folder for the results (default: one in your data folder)")
      ->check(notBlank());
  verb->add_option("--outputs", options->outputs, "Of score, tumour, heatmap, tiles, report")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(CLI::IsMember({"score", "tumour", "heatmap", "tiles", "report"}))
      ->capture_default_str();
  verb->add_option("--fact", options->facts, "KEY=VALUE for every slide that its case does not say itself")
      ->allow_extra_args(false);
  verb->add_option("--outside-scope", options->outsideScope,
                   "Score also slides that are outside the bundle's scope, for this reason")
      ->check(notBlank());
  addUntrustedOption(*verb, options->untrusted);
  verb->add_flag("--once", options->once, "Take what is there and end");
  verb->callback([&run, options] { run = [options](Session& s) { return Watch(*options, s).run(); }; });
}

}  // namespace snitt::app
