// Days as people read them.
#include <cstdlib>
#include <ctime>
#include <optional>
#include <string>

#include "core/hl7/time.h"
#include "core/text/identity.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

class InZone {
 public:
  explicit InZone(const char* zone) {
    if (const char* before = std::getenv("TZ")) m_before = before;
    setenv("TZ", zone, 1);
    tzset();
  }
  InZone(const InZone&) = delete;
  InZone& operator=(const InZone&) = delete;
  ~InZone() {
    m_before ? setenv("TZ", m_before->c_str(), 1) : unsetenv("TZ");
    tzset();
  }

 private:
  std::optional<std::string> m_before;
};

// A list's day is kept as the moment when it began there.
TEST(LocalDay, IsTheDayThatAListTold) {
  for (const char* zone :
       {"UTC", "CET-1CEST,M3.5.0,M10.5.0/3", "NZST-12NZDT,M9.5.0,M4.1.0/3", "EST5EDT,M3.2.0,M11.1.0"})
    for (const char* day : {"2026-01-31", "2026-07-01"}) {
      const InZone here(zone);
      const std::string digits = std::string(day, 4) + std::string(day + 5, 2) + std::string(day + 8, 2);
      EXPECT_EQ(localDay(hl7::utcOf(digits, std::nullopt).value()), day) << zone;
    }
}

TEST(LocalDay, WhatIsNoTimeIsShownAsItIs) {
  const InZone here("CET-1CEST,M3.5.0,M10.5.0/3");
  EXPECT_EQ(localDay("2026-01-31T23:30:00Z"), "2026-02-01");
  EXPECT_EQ(localDay(""), "");
  EXPECT_EQ(localDay("2026-01-31"), "2026-01-31");
}

}  // namespace
}  // namespace snitt
