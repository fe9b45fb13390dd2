// Looks at a register of validations every moment, off the UI thread, and tells when it is another one than before. UI
// thread.
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "ui/studies/latest_work.h"
#include "ui/studies/register_reading.h"

namespace snitt {

class RegisterWatch : public QObject {
  Q_OBJECT

 public:
  // Called in threads of this one.
  using Reader = std::function<Result<RegisterReading>(const std::filesystem::path&)>;

  // `every`: between one look and the next.
  explicit RegisterWatch(std::filesystem::path file, std::chrono::milliseconds every = std::chrono::milliseconds(2000),
                         QObject* parent = nullptr, Reader reader = readRegister);

  [[nodiscard]] const std::filesystem::path& file() const { return m_file; }
  // A look at the one before that hangs does not keep this one from being looked at.
  void setFile(const std::filesystem::path& file);
  // Null until a look ended well; stays where a later look fails.
  [[nodiscard]] const std::shared_ptr<const RegisterReading>& reading() const { return m_reading; }
  [[nodiscard]] const std::optional<Error>& fault() const { return m_fault; }  // of the last look
  [[nodiscard]] bool hasLooked() const { return m_looked; }
  void lookNow();

 Q_SIGNALS:
  void changed();  // reading or fault

 private:
  // Size and time of change: a register that nobody touched is not read again.
  using Stamp = std::pair<std::uintmax_t, std::filesystem::file_time_type>;
  struct Look {
    bool same = false;
    std::optional<Stamp> stamp;
    Result<std::shared_ptr<const RegisterReading>> reading{nullptr};
  };
  static std::optional<Stamp> stampOf(const std::filesystem::path& file);
  void take(const Look& look);

  std::filesystem::path m_file;
  std::optional<Stamp> m_stamp;
  std::shared_ptr<const RegisterReading> m_reading;
  std::optional<Error> m_fault;
  bool m_looking = false;
  bool m_looked = false;
  bool m_again = false;  // asked for while a look was on its way
  QTimer m_timer;
  Reader m_reader;
  LatestWork m_work;
};

}  // namespace snitt
