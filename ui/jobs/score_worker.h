// One run of the engine: a `snitt` process of low priority, spoken to by JSON lines. Whatever it does (fails, hangs,
// crashes, floods, prints garbage), this object stays well and tells how it ended. When the viewer dies, the process's
// standard input ends, which cancels it. UI thread.
#pragma once

#include <QObject>
#include <QProcess>
#include <QTimer>

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ui/jobs/engine_lines.h"

namespace snitt {

struct WorkerTimes {
  std::chrono::milliseconds silence = std::chrono::minutes(10);  // without a sign of life it counts as hung
  std::chrono::milliseconds patience = std::chrono::seconds(5);  // from being asked to stop to being killed
};

struct WorkerEnd {
  enum class How { exited, crashed, notStarted };
  How how = How::exited;
  int code = 0;            // exited: the exit code; crashed: the signal
  bool cancelled = false;  // a person asked for it
  bool hung = false;       // it was silent for too long and was ended for that
  QString sentence;        // the engine's own last one; notStarted: the system's reason
};

class ScoreWorker : public QObject {
  Q_OBJECT

 public:
  // kept: what is printed on standard output can be asked for, up to 16 MiB; thrownAway: results are files.
  enum class Output { thrownAway, kept };
  explicit ScoreWorker(const WorkerTimes& times = {}, QObject* parent = nullptr, Output output = Output::thrownAway);
  // Ends the process; waits for that for two seconds at most.
  ~ScoreWorker() override;

  // Once. `session` becomes $SNITT_SESSION where it is not empty. `ended` comes in any case, and never from within this
  // call.
  void start(const std::filesystem::path& program, const std::vector<std::string>& arguments,
             const std::string& session = {});
  void pause();
  void resume();
  // Asks, then kills.
  void cancel();
  [[nodiscard]] bool paused() const { return m_paused; }
  [[nodiscard]] const QByteArray& output() const { return m_output; }

 Q_SIGNALS:
  void progressed(const snitt::EngineProgress& progress);  // at most ten times a second
  void estimated(const snitt::EngineEstimate& estimate);
  void said(const QString& sentence);  // as it comes; also what `ended` has
  void ended(const snitt::WorkerEnd& end);

 private:
  void read();
  void readOutput();
  void take(const QByteArray& line);
  void tell();
  void say(const char* command);
  void askToStop();
  void finish(WorkerEnd::How how, int code);

  WorkerTimes m_times;
  std::unique_ptr<QProcess> m_process = std::make_unique<QProcess>();
  LineCutter m_lines;
  QTimer m_silence;
  QTimer m_patience;
  QTimer m_tellSoon;
  std::optional<EngineProgress> m_progress;  // not told yet
  std::optional<EngineEstimate> m_estimate;
  QString m_sentence;
  QByteArray m_output;
  bool m_paused = false;
  bool m_cancelled = false;
  bool m_hung = false;
  bool m_ended = false;
};

}  // namespace snitt
