#include "core/log.h"

#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/spdlog.h>

#include <memory>

#include "core/os/os.h"

namespace snitt::log {

namespace {

constexpr std::size_t kFileBytes = std::size_t{2} << 20;
constexpr std::size_t kFiles = 5;

std::shared_ptr<spdlog::logger>& logger() {
  static std::shared_ptr<spdlog::logger> instance;
  return instance;
}

void write(spdlog::level::level_enum level, std::string_view message) {
  if (logger()) logger()->log(level, "{}", message);
}

}  // namespace

void start() {
  const std::filesystem::path folder = os::stateFolder();
  if (folder.empty()) return;
  try {
    std::error_code ignored;
    std::filesystem::create_directories(folder, ignored);
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, ignored);
    logger() = spdlog::rotating_logger_mt("snitt", (folder / "snitt.log").string(), kFileBytes, kFiles);
    logger()->set_pattern("%Y-%m-%dT%H:%M:%S%z %P %l %v");
    logger()->flush_on(spdlog::level::info);
  } catch (const std::exception&) {
    logger() = nullptr;
  }
}

void info(std::string_view message) { write(spdlog::level::info, message); }
void warning(std::string_view message) { write(spdlog::level::warn, message); }
void error(std::string_view message) { write(spdlog::level::err, message); }

}  // namespace snitt::log
