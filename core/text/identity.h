// Names of a run: when and which.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace snitt {

// A random UUID (RFC 9562, version 4).
[[nodiscard]] std::string randomUuid();

// A UUID that follows from the text (RFC 9562, version 8): the first 16 bytes of its SHA-256 with the version's and
// variant's bits set.
[[nodiscard]] std::string uuidOfContent(std::string_view text);

// Now, as "2026-01-31T23:59:59Z".
[[nodiscard]] std::string utcNow();
// That long from now; negative: ago.
[[nodiscard]] std::string utcAfter(std::chrono::seconds time);

// Now by the machine's own time zone, with its offset: "2026-02-01T00:59:59+01:00".
[[nodiscard]] std::string localNow();

// The day of a time in UTC by the machine's own time zone, as a person reads it: "2026-02-01" of
// "2026-01-31T23:59:59Z" in Oslo. What is no such time is cut to a day's length.
[[nodiscard]] std::string localDay(const std::string& utc);

}  // namespace snitt
