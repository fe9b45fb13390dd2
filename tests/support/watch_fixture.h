// A laboratory with folders for messages and slides, and simulated slides with labels, for tests of `snitt watch`.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "support/score_fixture.h"

namespace snitt::test {

struct LabelledFile {
  std::filesystem::path file;
  std::string accession;  // "S13-433520"; its label adds "-A1"
};

class WatchFixture : public ScoreFixture {
 protected:
  void SetUp() override {
    ScoreFixture::SetUp();
    for (const char* name : {"in", "scans", "data"}) std::filesystem::create_directory(m_folder / name);
    writeSite(0);
    ASSERT_EQ(snitt({"db", "create", "--role", "pathologist", "--db", database()}).code, 0);
    std::ifstream list(std::filesystem::path(SNITT_COHORT_FILES) / "list.csv");
    std::string line;
    std::getline(list, line);
    while (std::getline(list, line) && m_slides.size() < 4) {
      const std::size_t first = line.find(',');
      const std::size_t second = line.find(',', first + 1);
      const std::string label = line.substr(second + 1, line.find(',', second + 1) - second - 1);
      m_slides.push_back(
          {std::filesystem::path(SNITT_COHORT_FILES) / line.substr(0, first), label.substr(0, label.rfind('-'))});
    }
    ASSERT_EQ(m_slides.size(), 4U);
  }

  [[nodiscard]] std::string database() const { return (m_folder / "data" / "cases.db").string(); }
  [[nodiscard]] std::string siteFile() const { return (m_folder / "site.toml").string(); }

  void writeSite(int settledSeconds) const {
    std::ofstream(m_folder / "site.toml") << R"(format = "snitt-site/1"
name = "NORTH"
[[pattern]]
sources = ["barcode", "fileName"]
match = '(?P<accession>[A-Z]+\d\d-\d{6})-(?P<specimen>[A-Z])(?P<block>\d)'
[[pattern.example]]
text = "S16-977178-A1"
accession = "S16-977178"
specimen = "A"
block = "1"
[list.columns]
accession = "Case"
nationalId = "ID"
name = "Name"
birthDate = "Born"
specimen = "Specimen"
block = "Block"
tumourBlock = "Tumour"
stain = "Stain"
urgent = "Urgent"
flags = "Flags"
file = "File"
[watch]
messages = "in"
taken = "taken"
quarantine = "quarantine"
slides = ["scans"]
settledSeconds = )" << settledSeconds << "\n";
  }

  // A slide appears where scanners write.
  void scan(std::size_t i, const std::string& name = "scan.svs") const {
    std::filesystem::copy_file(m_slides[i].file, m_folder / "scans" / (std::to_string(i) + name));
  }

  // The laboratory's list with one case; `rest` as "yes,HE,no," (tumour block, stain, urgent, flags).
  [[nodiscard]] std::string row(std::size_t i, const std::string& rest, const std::string& file = "") const {
    return m_slides[i].accession + ",0101701234" + std::to_string(i) + ",\"Walsh, Åse\",1970-01-0" +
           std::to_string(i + 1) + ",A,1," + rest + "," + file + "\n";
  }
  void arrive(const std::string& name, const std::string& rows) const {
    std::ofstream(m_folder / "in" / name) << "Case,ID,Name,Born,Specimen,Block,Tumour,Stain,Urgent,Flags,File\n"
                                          << rows;
  }

  [[nodiscard]] std::vector<std::string> watchCommand(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> command{"watch",           "--site",          siteFile(),     "--bundle",
                                     bundle().string(), "--out",           out().string(), "--db",
                                     database(),        "--outside-scope", "a test"};
    command.insert(command.end(), more.begin(), more.end());
    return command;
  }

  struct Watched {
    Ran ran;
    std::vector<nlohmann::json> events;

    [[nodiscard]] std::vector<nlohmann::json> of(const std::string& kind) const {
      std::vector<nlohmann::json> result;
      for (const auto& event : events)
        if (event["event"] == kind) result.push_back(event);
      return result;
    }
  };
  [[nodiscard]] Watched watchOnce() const { return watched(watchCommand({"--once", "--json", "--quiet"})); }
  [[nodiscard]] static Watched watched(const std::vector<std::string>& command) {
    Watched watched{snitt(command), {}};
    for (std::size_t at = 0; at < watched.ran.out.size();) {
      const std::size_t end = watched.ran.out.find('\n', at);
      watched.events.push_back(nlohmann::json::parse(watched.ran.out.substr(at, end - at)));
      at = end + 1;
    }
    return watched;
  }

  [[nodiscard]] nlohmann::json told(std::vector<std::string> command) const {
    command.insert(command.end(), {"--db", database(), "--json"});
    const Ran ran = snitt(command);
    EXPECT_EQ(ran.code, 0) << ran.err;
    return ran.out.empty() ? nlohmann::json() : nlohmann::json::parse(ran.out);
  }
  [[nodiscard]] std::string caseOf(std::size_t i) const { return "NORTH:" + m_slides[i].accession; }

  [[nodiscard]] std::vector<std::string> namesIn(const std::string& folder) const {
    std::vector<std::string> names;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(m_folder / folder, ignored))
      names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    return names;
  }

  std::vector<LabelledFile> m_slides;
};

}  // namespace snitt::test
