#include "ui/jobs/score_worker.h"

#include <utility>

#include "core/os/os.h"

namespace snitt {

namespace {

constexpr std::chrono::milliseconds kBetweenNews{100};
// What is taken of a flood in one go: the window is to stay alive beside it.
constexpr qint64 kMostAtOnce = 256 << 10;
constexpr qint64 kMostOutput = 16 << 20;

}  // namespace

ScoreWorker::ScoreWorker(const WorkerTimes& times, QObject* parent, Output output) : QObject(parent), m_times(times) {
  // What nobody reads must not fill a pipe.
  if (output == Output::thrownAway)
    m_process->setStandardOutputFile(QProcess::nullDevice());
  else
    connect(m_process.get(), &QProcess::readyReadStandardOutput, this, &ScoreWorker::readOutput);
  m_process->setChildProcessModifier([] { os::runInBackground(); });
  for (QTimer* timer : {&m_silence, &m_patience, &m_tellSoon}) timer->setSingleShot(true);
  connect(m_process.get(), &QProcess::readyReadStandardError, this, &ScoreWorker::read);
  connect(m_process.get(), &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
    finish(status == QProcess::CrashExit ? WorkerEnd::How::crashed : WorkerEnd::How::exited, code);
  });
  connect(
      m_process.get(), &QProcess::errorOccurred, this,
      [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) finish(WorkerEnd::How::notStarted, 0);
      },
      Qt::QueuedConnection);
  connect(&m_silence, &QTimer::timeout, this, [this] {
    m_hung = true;
    askToStop();
  });
  connect(&m_patience, &QTimer::timeout, m_process.get(), &QProcess::kill);
  connect(&m_tellSoon, &QTimer::timeout, this, &ScoreWorker::tell);
}

ScoreWorker::~ScoreWorker() {
  m_process->disconnect(this);
  m_process->closeWriteChannel();
  // A process that hangs in a share that went away cannot even be killed: nobody waits for it for long.
  constexpr int kTidyMs = 1200;
  constexpr int kKilledMs = 500;
  if (m_process->state() == QProcess::NotRunning || m_process->waitForFinished(kTidyMs)) return;
  m_process->kill();
  if (m_process->waitForFinished(kKilledMs)) return;
  // Its destructor would wait on.
  (void)m_process.release();
}

void ScoreWorker::start(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                        const std::string& session) {
  if (!session.empty()) {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("SNITT_SESSION"), QString::fromStdString(session));
    m_process->setProcessEnvironment(environment);
  }
  QStringList texts;
  for (const std::string& argument : arguments) texts << QString::fromLocal8Bit(argument);
  m_process->start(QString::fromLocal8Bit(program.string()), texts);
  m_silence.start(m_times.silence);
}

void ScoreWorker::say(const char* command) {
  if (m_process->state() != QProcess::NotRunning)
    m_process->write(QByteArray(R"({"command":")").append(command).append("\"}\n"));
}

void ScoreWorker::pause() {
  if (m_ended || m_paused || m_cancelled || m_hung) return;
  m_paused = true;
  m_silence.stop();
  say("pause");
}

void ScoreWorker::resume() {
  if (m_ended || !m_paused) return;
  m_paused = false;
  m_silence.start(m_times.silence);
  say("resume");
}

void ScoreWorker::cancel() {
  if (m_ended || m_cancelled) return;
  m_cancelled = true;
  askToStop();
}

void ScoreWorker::askToStop() {
  m_silence.stop();
  say("cancel");
  if (!m_patience.isActive()) m_patience.start(m_times.patience);
}

void ScoreWorker::read() {
  m_process->setReadChannel(QProcess::StandardError);
  for (const QByteArray& line : m_lines.feed(m_process->read(kMostAtOnce))) take(line);
  if (m_silence.isActive()) m_silence.start(m_times.silence);
  // The rest in a turn of its own.
  if (m_process->bytesAvailable() > 0) QMetaObject::invokeMethod(this, &ScoreWorker::read, Qt::QueuedConnection);
}

// What is beyond the limit is read all the same, since the process would wait for ever.
void ScoreWorker::readOutput() {
  const QByteArray bytes = m_process->readAllStandardOutput();
  m_output.append(bytes.left(kMostOutput - m_output.size()));
}

void ScoreWorker::take(const QByteArray& line) {
  EngineLine parsed = parseEngineLine(line);
  if (!parsed.sentence.isEmpty()) {
    m_sentence = parsed.sentence;
    Q_EMIT said(m_sentence);
  }
  if (parsed.progress) m_progress = std::move(parsed.progress);
  if (parsed.estimate) m_estimate = std::move(parsed.estimate);
  if ((m_progress || m_estimate) && !m_tellSoon.isActive()) m_tellSoon.start(kBetweenNews);
}

void ScoreWorker::tell() {
  if (const auto progress = std::exchange(m_progress, std::nullopt)) Q_EMIT progressed(*progress);
  if (const auto estimate = std::exchange(m_estimate, std::nullopt)) Q_EMIT estimated(*estimate);
}

void ScoreWorker::finish(WorkerEnd::How how, int code) {
  if (m_ended) return;
  m_ended = true;
  for (QTimer* timer : {&m_silence, &m_patience, &m_tellSoon}) timer->stop();
  if (how == WorkerEnd::How::notStarted) {
    m_sentence = m_process->errorString();
  } else {
    readOutput();
    m_process->setReadChannel(QProcess::StandardError);
    while (m_process->bytesAvailable() > 0)
      for (const QByteArray& line : m_lines.feed(m_process->read(kMostAtOnce))) take(line);
    take(m_lines.rest());
    m_tellSoon.stop();
  }
  Q_EMIT ended({how, code, m_cancelled, m_hung, m_sentence});
}

}  // namespace snitt
