#include "app/snitt/lab_file.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>

#include "core/atomic_file.h"
#include "core/hl7/message.h"
#include "core/text/number.h"
#include "core/worklist/hl7_event.h"

namespace snitt::app {

namespace {

bool looksLikeHl7(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::size_t first = bytes.find_first_not_of(" \t\r\n\x0B");
  if (first == std::string_view::npos) return false;
  for (const std::string_view header : {"MSH", "FHS", "BHS"})
    if (bytes.substr(first).starts_with(header)) return true;
  return false;
}

Result<std::string> lastWritten(const std::filesystem::path& file) {
  std::error_code error;
  const auto written = std::filesystem::last_write_time(file, error);
  if (error) return fail(ErrorKind::io, file.string() + " cannot be looked at: " + error.message());
  const auto system = std::chrono::file_clock::to_sys(written);
  // A list of tomorrow would be newer than every correction until then.
  const std::time_t seconds = std::min(
      std::chrono::system_clock::to_time_t(std::chrono::time_point_cast<std::chrono::system_clock::duration>(system)),
      std::time(nullptr));
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::array<char, 32> text{};
  return std::string(text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts));
}

Result<LabFile> readMessages(const std::string& bytes, const Site* site) {
  const auto messages = hl7::messagesIn(bytes);
  if (!messages) return fail(messages.error());
  LabFile result;
  for (const std::string_view message : *messages)
    result.parts.push_back({std::string(message), hl7Events(message, site)});
  return result;
}

Result<LabFile> readListFile(const std::filesystem::path& file, std::string bytes, const Site& site) {
  const auto stated = lastWritten(file);
  if (!stated) return fail(stated.error());
  auto list = readList(bytes, site, *stated);
  LabFile result;
  result.isList = true;
  if (!list) {
    result.parts.push_back({std::move(bytes), fail(list.error())});
    return result;
  }
  result.slides = std::move(list->slides);
  result.parts.push_back({std::move(bytes), std::move(list->events)});
  return result;
}

}  // namespace

Result<LabFile> readLabFile(const std::filesystem::path& file, const Site* site) {
  std::error_code error;
  const auto size = std::filesystem::file_size(file, error);
  if (!error && size > kMostListBytes)
    return fail(ErrorKind::corrupt, "it is larger than any file of messages (" + std::to_string(size) + " bytes)");
  auto bytes = readFile(file);
  if (!bytes) return fail(bytes.error());
  if (looksLikeHl7(*bytes)) return readMessages(*bytes, site);
  if (site == nullptr)
    return fail(ErrorKind::corrupt,
                "it does not begin as HL7 version 2 does; what the columns of a list mean is said by --site SITE.toml");
  if (site->listColumns().empty())
    return fail(
        ErrorKind::corrupt,
        "it does not begin as HL7 version 2 does, and the site file does not say what the columns of lists mean");
  return readListFile(file, std::move(*bytes), *site);
}

}  // namespace snitt::app
