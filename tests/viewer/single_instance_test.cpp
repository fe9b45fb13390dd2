#include "ui/window/single_instance.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <array>
#include <atomic>
#include <barrier>
#include <cerrno>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "support/temp_folder.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

namespace fs = std::filesystem;

constexpr int kLongMs = 20000;

// A peer that keeps to no rules. Never waits.
class RawPeer {
 public:
  RawPeer() : m_socket(socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0)) {}
  ~RawPeer() { close(m_socket); }
  RawPeer(const RawPeer&) = delete;
  RawPeer& operator=(const RawPeer&) = delete;

  bool bindTo(const std::string& path) { return ::bind(m_socket, at(path), sizeof(m_address)) == 0; }
  bool connectTo(const std::string& path) { return ::connect(m_socket, at(path), sizeof(m_address)) == 0; }
  // How much the other side took.
  std::size_t send(std::string_view bytes) {
    const ssize_t sent = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    return sent > 0 ? static_cast<std::size_t>(sent) : 0;
  }
  [[nodiscard]] bool dropped() const {
    char byte = 0;
    const ssize_t count = recv(m_socket, &byte, 1, 0);
    return count == 0 || (count < 0 && errno == ECONNRESET);
  }

 private:
  const sockaddr* at(const std::string& path) {
    m_address.sun_family = AF_UNIX;
    path.copy(m_address.sun_path, sizeof(m_address.sun_path) - 1);
    return reinterpret_cast<const sockaddr*>(&m_address);
  }
  sockaddr_un m_address{};
  int m_socket;
};

class SingleInstanceStart : public testing::Test {
 protected:
  SingleInstanceStart() {
    qputenv("XDG_DATA_HOME", QByteArray::fromStdString((m_folder / "data").string()));
    qputenv("XDG_RUNTIME_DIR", QByteArray::fromStdString(m_folder.path().string()));
  }
  ~SingleInstanceStart() override {
    qputenv("XDG_DATA_HOME", m_dataHome);
    qunsetenv("XDG_RUNTIME_DIR");
  }

  // As a second program does, which blocks while the window's own loop runs.
  static bool handOver(const QByteArray& message, int timeoutMs = kLongMs) {
    std::atomic<bool> done = false;
    std::atomic<bool> taken = false;
    const std::jthread sender([&] {
      taken = SingleInstance::handOver(message, timeoutMs);
      done = true;
    });
    EXPECT_TRUE(QTest::qWaitFor([&] { return done.load(); }, 2 * kLongMs));
    return taken;
  }

  static std::string socketPath() { return SingleInstance::socketPath()->string(); }

  test::TempFolder m_folder;
  SingleInstance m_window;
  QSignalSpy m_received{&m_window, &SingleInstance::messageReceived};

 private:
  QByteArray m_dataHome = qgetenv("XDG_DATA_HOME");
};

TEST_F(SingleInstanceStart, HandsItsMessageToTheWindow) {
  ASSERT_TRUE(m_window.listen());
  const QByteArray large(SingleInstance::kMostBytes, 'x');
  EXPECT_TRUE(handOver("første"));
  EXPECT_TRUE(handOver(large));
  ASSERT_TRUE(QTest::qWaitFor([&] { return m_received.size() == 2; }));
  EXPECT_EQ(m_received[0][0].toByteArray(), "første");
  EXPECT_EQ(m_received[1][0].toByteArray(), large);
  EXPECT_FALSE(handOver(large + "x"));
}

TEST_F(SingleInstanceStart, OpensAWindowItselfWhereNoneRuns) {
  EXPECT_FALSE(SingleInstance::handOver("x", kLongMs));
  {
    SingleInstance gone;
    ASSERT_TRUE(gone.listen());
  }
  EXPECT_FALSE(SingleInstance::handOver("x", kLongMs));
}

TEST_F(SingleInstanceStart, DoesNotMeetAWindowWithOtherDataOrOnAnotherDisplay) {
  ASSERT_TRUE(m_window.listen());
  const QByteArray display = qgetenv("DISPLAY");
  qputenv("DISPLAY", "elsewhere:10.0");
  EXPECT_FALSE(handOver("x"));
  display.isNull() ? qunsetenv("DISPLAY") : qputenv("DISPLAY", display);
  qputenv("XDG_DATA_HOME", "/another/data");
  EXPECT_FALSE(handOver("x"));
}

TEST_F(SingleInstanceStart, ReplacesTheSocketOfACrash) {
  // A socket that nobody listens on any more, as a killed program leaves it.
  ASSERT_TRUE(RawPeer().bindTo(socketPath()));
  ASSERT_TRUE(fs::exists(socketPath()));
  EXPECT_FALSE(SingleInstance::handOver("x", kLongMs));
  ASSERT_TRUE(m_window.listen());
  EXPECT_TRUE(handOver("x"));
  EXPECT_TRUE(QTest::qWaitFor([&] { return m_received.size() == 1; }));
}

TEST_F(SingleInstanceStart, LeavesTheSocketToTheWindowThatHasIt) {
  ASSERT_TRUE(m_window.listen());
  {
    SingleInstance second;
    EXPECT_FALSE(second.listen());
  }
  EXPECT_TRUE(handOver("x"));
}

TEST_F(SingleInstanceStart, OfManyAtOnceOneListens) {
  constexpr int kStarts = 8;
  std::atomic<int> listening = 0;
  std::barrier together(kStarts);
  std::vector<std::unique_ptr<QThread>> starts;
  for (int i = 0; i < kStarts; ++i) {
    starts.emplace_back(QThread::create([&] {
      SingleInstance window;
      together.arrive_and_wait();
      if (window.listen()) ++listening;
      together.arrive_and_wait();
    }));
    starts.back()->start();
  }
  for (const auto& start : starts) start->wait();
  EXPECT_EQ(listening, 1);
}

TEST_F(SingleInstanceStart, AWindowThatWakesUpTooLateIgnoresTheMessage) {
  ASSERT_TRUE(m_window.listen());
  // The window's loop stands still meanwhile, since this thread is the window's.
  EXPECT_FALSE(SingleInstance::handOver("late", 100));
  QTest::qWait(200);
  EXPECT_EQ(m_received.size(), 0) << "the slide would be open in two windows";
  EXPECT_TRUE(handOver("in time"));
}

// Whoever hangs or talks nonsense is dropped, and costs the window nothing meanwhile.
TEST_F(SingleInstanceStart, PeersThatHangAreDropped) {
  ASSERT_TRUE(m_window.listen());
  std::array<RawPeer, 3> peers;
  const std::array starts{std::string_view(), std::string_view("\0\0", 2), std::string_view("\0\0\0\x09half", 8)};
  for (std::size_t i = 0; i < peers.size(); ++i) {
    ASSERT_TRUE(peers[i].connectTo(socketPath()));
    EXPECT_EQ(peers[i].send(starts[i]), starts[i].size());
  }
  EXPECT_TRUE(handOver("x")) << "others are served meanwhile";
  for (const RawPeer& peer : peers) EXPECT_TRUE(QTest::qWaitFor([&] { return peer.dropped(); }, kLongMs));
  EXPECT_EQ(m_received.size(), 1);
}

TEST_F(SingleInstanceStart, PeersThatHangInNumbersOnlyDelayOthers) {
  ASSERT_TRUE(m_window.listen());
  std::array<RawPeer, 2 * SingleInstance::kMostPeers> peers;
  for (RawPeer& peer : peers) {
    ASSERT_TRUE(peer.connectTo(socketPath()));
    QTest::qWait(1);
  }
  EXPECT_TRUE(handOver("x"));
}

TEST_F(SingleInstanceStart, NonsenseAndMegabytesAreDroppedAtOnce) {
  ASSERT_TRUE(m_window.listen());
  const std::string many(8 << 20, '\x01');
  const std::string tooLong = std::string("\x00\x01\x00\x01", 4) + std::string(SingleInstance::kMostBytes + 1, 'x');
  for (const std::string& bytes :
       {std::string("\xff\xff\xff\xff"), std::string("GET / HTTP/1.1\r\n\r\n"), tooLong, many}) {
    RawPeer peer;
    ASSERT_TRUE(peer.connectTo(socketPath()));
    std::string_view rest = bytes;
    const auto sendsUntilDropped = [&] {
      rest.remove_prefix(peer.send(rest));
      return peer.dropped();
    };
    // Well before a peer's time is over.
    EXPECT_TRUE(QTest::qWaitFor(sendsUntilDropped, 1500));
  }
  EXPECT_EQ(m_received.size(), 0);
  EXPECT_TRUE(handOver("x"));
}

TEST_F(SingleInstanceStart, TheSocketIsOutOfReachOfOthers) {
  ASSERT_TRUE(m_window.listen());
  const fs::path path = *SingleInstance::socketPath();
  EXPECT_EQ(path.parent_path(), m_folder / "snitt");
  EXPECT_EQ(fs::status(path.parent_path()).permissions(), fs::perms::owner_all);
  EXPECT_EQ(fs::status(path).permissions() & (fs::perms::group_all | fs::perms::others_all), fs::perms::none);
}

TEST_F(SingleInstanceStart, AFolderThatOthersMayEnterIsNotUsed) {
  fs::create_directory(m_folder / "snitt");
  fs::permissions(m_folder / "snitt", fs::perms(0755));
  EXPECT_FALSE(m_window.listen());
  EXPECT_FALSE(SingleInstance::handOver("x", kLongMs));
  EXPECT_EQ(SingleInstance::socketPath().error().kind, ErrorKind::refused);
  fs::remove(m_folder / "snitt");
  fs::create_directory_symlink(m_folder.path(), m_folder / "snitt");
  EXPECT_FALSE(m_window.listen());
}

// A socket's path is short by nature; a long one must not lead to two programs that do not meet.
TEST_F(SingleInstanceStart, ALongRuntimeFolderIsReplacedByAShortOne) {
  const fs::path deep = m_folder / std::string(120, 'd');
  fs::create_directory(deep);
  qputenv("XDG_RUNTIME_DIR", QByteArray::fromStdString(deep.string()));
  qputenv("TMPDIR", QByteArray::fromStdString(m_folder.path().string()));
  EXPECT_TRUE(m_window.listen());
  EXPECT_TRUE(handOver("x"));
  EXPECT_EQ(fs::path(socketPath()).parent_path(), m_folder / ("snitt-" + std::to_string(geteuid())));
  qunsetenv("TMPDIR");
}

}  // namespace
}  // namespace snitt
