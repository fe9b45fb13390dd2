// The queue of slides to be scored, one after the other in the order of the list, by `snitt` processes of low priority.
// It belongs to the program; all windows show the same one. UI thread.
//
// Kept in <dataFolder>/queue.json after every change, so that it outlives the viewer, however that ends. On the next
// start, what was finished meanwhile is found, and what was interrupted or still waits is offered and does not begin by
// itself (`offersToGoOn`). A lock keeps a second viewer from running the same queue: that one shows it and changes
// nothing (`readOnly`), and takes over once the first has ended.
#pragma once

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/os/os.h"
#include "core/result.h"
#include "ui/document/background.h"
#include "ui/jobs/engine_lines.h"
#include "ui/jobs/score_job.h"
#include "ui/jobs/score_worker.h"

namespace snitt {

struct QueueOptions {
  std::filesystem::path dataFolder;  // empty: nothing is kept
  std::filesystem::path program;     // of the engine
  std::string database;              // --db; empty: the engine's own default
  WorkerTimes times;
  std::chrono::milliseconds lookAgain = std::chrono::seconds(2);  // at a queue that another viewer runs
};

// What is known of a job while it runs.
struct JobNews {
  std::optional<EngineProgress> progress;
  std::optional<EngineEstimate> estimate;  // the last one
};

class ScoreQueue : public QObject {
  Q_OBJECT

 public:
  explicit ScoreQueue(QueueOptions options, QObject* parent = nullptr);
  // Ends what runs; it is offered again at the next start.
  ~ScoreQueue() override;

  // `snitt` beside the viewer's own executable.
  [[nodiscard]] static std::filesystem::path engineProgram();
  // Why nothing can be scored, one sentence; empty where all is well.
  [[nodiscard]] QString obstacle() const;

  [[nodiscard]] const std::vector<ScoreJob>& jobs() const { return m_jobs; }
  [[nodiscard]] const ScoreJob* find(const std::string& id) const;  // null where there is none
  [[nodiscard]] JobNews news(const std::string& id) const;
  // Default folder of results; empty where nothing is kept.
  [[nodiscard]] std::filesystem::path defaultOut() const;

  // Puts a job at the end of the list and gives its id. The fields from `state` on are the queue's own. A job with an
  // outline is scored inside it, and its result lies beside the first one of the slide. Errors: usage, for paths that
  // are not absolute or whose names no argument can carry; refused, with obstacle().
  Result<std::string> add(ScoreJob job);
  void pause(const std::string& id);
  void resume(const std::string& id);
  void cancel(const std::string& id);  // a job that waits too
  void retry(const std::string& id);   // one that has ended, at the end of the list
  void remove(const std::string& id);  // from the list; results stay. Not while it runs
  void removeEnded();
  // `row` as in the list without the job.
  void move(const std::string& id, std::size_t row);

  // Whom the engine works for ($SNITT_SESSION), for jobs that are added or begin from now on. A job keeps the one of
  // whoever added it while this program runs; on disk there is none.
  void setSession(std::string pass) { m_session = std::move(pass); }

  // How many run side by side; one unless somebody says otherwise.
  void setAtOnce(int count);

  [[nodiscard]] bool readOnly() const { return m_readOnly; }
  // What a person should know of the queue as a whole; empty where there is nothing.
  [[nodiscard]] QString finding() const { return m_finding; }
  void dismissFinding();

  [[nodiscard]] bool offersToGoOn() const { return m_offers; }
  void goOn();   // queues what was interrupted again, and begins
  void leave();  // what waits is marked as interrupted, and can be tried again one by one

 Q_SIGNALS:
  void listChanged();                      // order, number, or everything
  void jobChanged(const std::string& id);  // its state
  void newsChanged(const std::string& id);
  void jobEnded(const std::string& id);  // in this program, with or without a result
  void stateChanged();                   // readOnly, finding, offersToGoOn

 private:
  void open();
  void takeOver();
  void recover();
  void lookAgain();
  void startNext();
  void start(ScoreJob& job);
  void launch(const std::string& id);
  void finish(const std::string& id, const WorkerEnd& end);
  void release();
  void clearAway(const ScoreJob& job);
  void dropOutline(const ScoreJob& job);
  void remakeReports(const ScoreJob& job);
  void save();
  [[nodiscard]] ScoreJob* at(const std::string& id);
  void setState(ScoreJob& job, JobState state, std::string reason = {});
  [[nodiscard]] std::filesystem::path file() const;

  QueueOptions m_options;
  std::vector<ScoreJob> m_jobs;
  std::set<std::string> m_interrupted;  // by the end of the viewer before this one
  std::map<std::string, JobNews> m_news;
  std::string m_session;
  std::map<std::string, std::string> m_sessions;                  // by job
  std::map<std::string, std::unique_ptr<ScoreWorker>> m_workers;  // null while the folder is made ready
  // Held by what is still being saved, too: nobody else may begin before that is done.
  std::shared_ptr<os::FileLock> m_lock;
  QTimer m_lookAgain;
  QString m_finding;
  int m_atOnce = 1;
  bool m_keeps = false;
  bool m_readOnly = false;
  bool m_offers = false;
  Background m_reports{Background::Order::oldestFirst, Background::AtEnd::kept};
  Background m_files{Background::Order::oldestFirst, Background::AtEnd::kept};
};

}  // namespace snitt
