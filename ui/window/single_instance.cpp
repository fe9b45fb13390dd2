#include "ui/window/single_instance.h"

#include <QElapsedTimer>
#include <QLocalServer>
#include <QLocalSocket>
#include <QTimer>
#include <QtEndian>

#include "core/os/os.h"
#include "core/sha256.h"

namespace snitt {

namespace {

constexpr int kHeaderBytes = 4;
constexpr char kTaken = '+';
constexpr std::chrono::milliseconds kLockWait{1000};
constexpr int kProbeMs = 500;

// A window on another display is of no use to a person: a remote login, or a second seat.
std::string displayName() {
  std::string name;
  for (const char* variable : {"WAYLAND_DISPLAY", "DISPLAY", "QT_QPA_PLATFORM"})
    name.append(qgetenv(variable).toStdString()).append("\n");
  return name;
}

QString asText(const std::filesystem::path& path) { return QString::fromStdString(path.string()); }

bool somebodyAnswers(const QString& path) {
  QLocalSocket socket;
  socket.connectToServer(path);
  return socket.waitForConnected(kProbeMs);
}

}  // namespace

SingleInstance::SingleInstance(QObject* parent) : QObject(parent) {}

SingleInstance::~SingleInstance() = default;

Result<std::filesystem::path> SingleInstance::socketPath() {
  const auto folder = os::runtimeFolder();
  if (!folder) return fail(folder.error());
  const std::string who = os::dataFolder().string() + "\n" + displayName();
  return *folder / ("viewer-" + sha256Of(who).substr(0, 16));
}

bool SingleInstance::handOver(const QByteArray& message, int timeoutMs) {
  const auto path = socketPath();
  if (!path || message.size() > kMostBytes) return false;
  QElapsedTimer clock;
  clock.start();
  const auto left = [&] { return std::max(0, timeoutMs - static_cast<int>(clock.elapsed())); };
  QLocalSocket socket;
  socket.connectToServer(asText(*path));
  if (!socket.waitForConnected(left())) return false;
  QByteArray header(kHeaderBytes, '\0');
  qToBigEndian(static_cast<quint32>(message.size()), header.data());
  socket.write(header + message);
  while (socket.bytesToWrite() > 0)
    if (!socket.waitForBytesWritten(left())) return false;
  while (socket.bytesAvailable() == 0)
    if (!socket.waitForReadyRead(left())) return false;
  return socket.read(1) == QByteArray(1, kTaken);
}

bool SingleInstance::listen() {
  if (m_server != nullptr) return true;
  const auto path = socketPath();
  if (!path) return false;
  // Two that start at once would each take the other's new socket for a crashed one's.
  const auto lock = os::FileLock::acquire(std::filesystem::path(*path).concat(".lock"), kLockWait);
  if (!lock || somebodyAnswers(asText(*path))) return false;
  QLocalServer::removeServer(asText(*path));
  auto server = std::make_unique<QLocalServer>();
  server->setSocketOptions(QLocalServer::UserAccessOption);
  server->setMaxPendingConnections(kMostPeers);
  if (!server->listen(asText(*path))) return false;
  m_server = std::move(server);
  connect(m_server.get(), &QLocalServer::newConnection, this, &SingleInstance::greet);
  return true;
}

void SingleInstance::greet() {
  while (m_peers < kMostPeers && m_server->hasPendingConnections()) {
    QLocalSocket* peer = m_server->nextPendingConnection();
    ++m_peers;
    peer->setReadBufferSize(kHeaderBytes + kMostBytes);
    connect(peer, &QLocalSocket::readyRead, this, [this, peer] { read(peer); });
    connect(peer, &QLocalSocket::disconnected, peer, &QObject::deleteLater);
    // In the name of the server, which no longer listens when it takes its peers with it.
    connect(peer, &QObject::destroyed, m_server.get(), [this] {
      --m_peers;
      greet();
    });
    QTimer::singleShot(kPeerTime, peer, [peer] {
      peer->abort();
      peer->deleteLater();
    });
    read(peer);
  }
}

void SingleInstance::read(QLocalSocket* peer) {
  if (peer->bytesAvailable() < kHeaderBytes || peer->state() != QLocalSocket::ConnectedState) return;
  const auto size = qFromBigEndian<quint32>(peer->peek(kHeaderBytes).constData());
  if (size > quint32{kMostBytes}) return peer->abort();
  if (peer->bytesAvailable() < kHeaderBytes + static_cast<qint64>(size)) return;
  const QByteArray message = peer->read(kHeaderBytes + static_cast<qint64>(size)).mid(kHeaderBytes);
  // The answer shows whether the sender still waits; one that gave up has opened a window of its own.
  const bool taken = peer->putChar(kTaken) && peer->flush() && peer->state() == QLocalSocket::ConnectedState;
  peer->disconnectFromServer();
  if (taken) Q_EMIT messageReceived(message);
}

}  // namespace snitt
