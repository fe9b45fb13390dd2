// One window for all starts of one person on one display: a second start hands what it was asked to open to the first
// and leaves. They meet at a socket in a folder that nobody else can enter; nothing goes over a network. Programs with
// another data folder or display do not meet.
//
// On the wire: four bytes with the length (big-endian), the message, and back one byte once it was taken.
#pragma once

#include <QByteArray>
#include <QObject>

#include <chrono>
#include <filesystem>
#include <memory>

#include "core/result.h"

class QLocalServer;
class QLocalSocket;

namespace snitt {

class SingleInstance : public QObject {
  Q_OBJECT

 public:
  static constexpr int kMostBytes = 64 * 1024;
  static constexpr int kMostPeers = 16;                        // at once; more wait their turn
  static constexpr std::chrono::milliseconds kPeerTime{2000};  // who has sent nothing whole by then is dropped

  explicit SingleInstance(QObject* parent = nullptr);
  ~SingleInstance() override;

  // Waits for at most `timeoutMs`; needs no event loop. False where no window runs, it does not answer in time, or the
  // message is larger than kMostBytes: then open a window of your own. A window that wakes up later ignores a message
  // whose sender has given up.
  [[nodiscard]] static bool handOver(const QByteArray& message, int timeoutMs);

  // False where another window listens already or the socket cannot be made; the window then works without. The socket
  // of a program that crashed is replaced. Waits a second at most, where others start at the same time.
  [[nodiscard]] bool listen();

  // Where the two meet. Errors: those of os::runtimeFolder.
  [[nodiscard]] static Result<std::filesystem::path> socketPath();

 Q_SIGNALS:
  // From anybody who runs as this account: not checked in any way but its size.
  void messageReceived(const QByteArray& message);

 private:
  void greet();
  void read(QLocalSocket* peer);

  std::unique_ptr<QLocalServer> m_server;
  int m_peers = 0;
};

}  // namespace snitt
