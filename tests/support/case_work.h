// Random things that are done to cases, so that several programs meet at the same few of them. One seed does the same.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "core/sha256.h"
#include "core/store/cases.h"

namespace snitt::test {

class CaseWork {
 public:
  CaseWork(Store& store, unsigned seed) : m_cases(store), m_seed(seed), m_random(seed) {}

  // What was acknowledged: "event DIGEST" (a line for each of several), "scan FINGERPRINT", "audit ACTION", or
  // "nothing".
  Result<std::string> next() {
    ++m_step;
    switch (m_random() % 8) {
      case 0:
        return order();
      case 1:
        return m_random() % 4 == 0 ? orders() : order();
      case 2:
      case 3:
        return scan();
      case 4:
        return onACase([&](CaseId id) { return m_cases.setStaging(id, StagingItem::nodes, std::to_string(m_step)); },
                       "staging.changed");
      case 5:
        return choose();
      case 6:
        return onACase([&](CaseId id) { return flag(id); }, "flag");
      default:
        return onACase(
            [&](CaseId id) -> Result<void> {
              const auto opened = m_cases.open(id);
              return opened ? Result<void>{} : fail(opened.error());
            },
            "case.opened");
    }
  }

 private:
  static constexpr unsigned kCases = 25;

  std::string accession() { return "H26-" + std::to_string(m_random() % kCases); }
  std::string unique() { return std::to_string(m_seed) + "-" + std::to_string(m_step); }

  LabEvent someOrder(const std::string& unique) {
    LabEvent event;
    event.site = "STJ";
    event.source = "HL7 OML^O21";
    event.stated = "2026-01-05T08:00:00Z";
    event.patient = {{{std::to_string(m_random() % kCases), "STJ", "MRN"}}, "Name" + unique, "Given", "", ""};
    ToldCase one;
    one.accession = accession();
    one.orders = {"ORD-" + one.accession};
    one.specimens = {{"A", "tissue " + unique, "", {{"1", true, {{std::to_string(m_random() % 4), "HE", ""}}}}}};
    event.cases = {one};
    event.digest = sha256Of(unique + formatEvent(event));
    return event;
  }

  Result<std::string> order() {
    const LabEvent event = someOrder(unique());
    const auto done = m_cases.apply(event);
    if (!done) return fail(done.error());
    return "event " + event.digest;
  }

  // A list: acknowledged as a whole.
  Result<std::string> orders() {
    std::vector<LabEvent> events;
    for (int row = 0; row < 5; ++row) events.push_back(someOrder(unique() + "-" + std::to_string(row)));
    const auto done = m_cases.apply(events);
    if (!done) return fail(done.error());
    std::string acknowledged;
    for (std::size_t i = 0; i < events.size(); ++i) {
      if (const auto& one = (*done)[i]; !one) return fail(one.error());
      acknowledged += (i > 0 ? "\nevent " : "event ") + events[i].digest;
    }
    return acknowledged;
  }

  Result<std::string> scan() {
    const std::string fingerprint = sha256Of("scan " + unique());
    const SlideIdentity identity{accession(), "A", "1", std::to_string(m_random() % 4), "HE"};
    const auto done = m_cases.take({"/slides/" + unique() + ".svs", fingerprint, 1000, "1", "Aperio"},
                                   {{IdentitySource::barcode, "code", "STJ", identity}});
    if (!done) return fail(done.error());
    return "scan " + fingerprint;
  }

  Result<void> flag(CaseId id) {
    return m_cases.setFlag(id, Flag::noAi, m_random() % 2 == 0, m_random() % 2 == 0, "", "letter");
  }

  Result<std::string> choose() {
    const auto id = m_cases.find({"STJ", accession()});
    if (!id) return std::string("nothing");
    const auto loaded = m_cases.load(*id);
    if (!loaded) return fail(loaded.error());
    for (const Specimen& specimen : loaded->specimens)
      for (const Block& block : specimen.blocks)
        for (const Glass& glass : block.slides) {
          if (m_random() % 2 == 0) continue;
          const auto done = m_cases.choose(glass.id, m_random() % 2 == 0 ? Chosen::primaryTumour : Chosen::unsaid);
          if (!done) return fail(done.error());
          return std::string("audit slide.chosen");
        }
    return std::string("nothing");
  }

  template <class Work>
  Result<std::string> onACase(const Work& work, const std::string& what) {
    const auto id = m_cases.find({"STJ", accession()});
    if (!id) return std::string("nothing");
    // A flag of the patient of a case that has none is a mistake that a person would be told of.
    if (const Result<void> done = work(*id); !done && done.error().kind != ErrorKind::usage) return fail(done.error());
    return "audit " + what;
  }

  Cases m_cases;
  unsigned m_seed;
  std::mt19937 m_random;
  int m_step = 0;
};

}  // namespace snitt::test
