#include "ui/studies/register_watch.h"

namespace snitt {

RegisterWatch::RegisterWatch(std::filesystem::path file, std::chrono::milliseconds every, QObject* parent,
                             Reader reader)
    : QObject(parent), m_file(std::move(file)), m_reader(std::move(reader)) {
  m_timer.setSingleShot(true);
  m_timer.setInterval(every);
  connect(&m_timer, &QTimer::timeout, this, &RegisterWatch::lookNow);
  lookNow();
}

void RegisterWatch::setFile(const std::filesystem::path& file) {
  if (file == m_file) return;
  m_file = file;
  m_stamp.reset();
  m_reading.reset();
  m_fault.reset();
  m_looked = m_looking = m_again = false;
  m_work.drop();
  Q_EMIT changed();
  lookNow();
}

std::optional<RegisterWatch::Stamp> RegisterWatch::stampOf(const std::filesystem::path& file) {
  std::error_code error;
  const auto size = std::filesystem::file_size(file, error);
  if (error) return std::nullopt;
  const auto time = std::filesystem::last_write_time(file, error);
  return error ? std::nullopt : std::optional(Stamp{size, time});
}

// A share may hang: the next look is asked for once this one has ended.
void RegisterWatch::lookNow() {
  if (m_looking) {
    m_again = true;
    return;
  }
  m_looking = true;
  m_timer.stop();
  m_work.run<Look>(
      this,
      [file = m_file, before = m_stamp, reader = m_reader](const std::stop_token&) {
        Look look;
        look.stamp = stampOf(file);
        look.same = look.stamp && look.stamp == before;
        if (look.same) return look;
        auto read = reader(file);
        if (read)
          look.reading = std::make_shared<const RegisterReading>(std::move(*read));
        else
          look.reading = fail(read.error());
        return look;
      },
      [this](const Look& look) { take(look); });
}

void RegisterWatch::take(const Look& look) {
  m_looking = false;
  m_timer.start();
  if (!look.same) {
    const bool first = !std::exchange(m_looked, true);
    const auto before = std::exchange(m_fault, std::nullopt);
    if (look.reading) {
      m_stamp = look.stamp;
      m_reading = *look.reading;
      Q_EMIT changed();
    } else {
      m_stamp.reset();
      m_fault = look.reading.error();
      if (first || before != m_fault) Q_EMIT changed();
    }
  }
  if (std::exchange(m_again, false)) lookNow();
}

}  // namespace snitt
