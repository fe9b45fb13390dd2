#include <algorithm>
#include <cmath>

#include "core/validation/protocol.h"
#include "core/validation/report/at_risk_p.h"
#include "core/validation/report/linear_knowledge_p.h"
#include "core/validation/report/parts_p.h"

namespace snitt::validation {
namespace {

using document::Table;

// Days are told apart from one on: a horizon of 3 years is the tick at 3 years.
bool isSameDay(double a, double b) { return std::abs(a - b) <= 1; }

std::vector<double> daysOf(const FollowedCohort& cohort, const std::vector<double>& ticks) {
  std::vector<double> days = ticks;
  const auto add = [&](const std::vector<double>& more) { days.insert(days.end(), more.begin(), more.end()); };
  add(cohort.eventsBy);
  add(cohort.goneBy);
  for (const FollowedGroup& one : cohort.groups) {
    add(one.eventsBy);
    add(one.goneBy);
  }
  std::ranges::sort(days);
  const auto same = std::ranges::unique(days, isSameDay);
  days.erase(same.begin(), same.end());
  return days;
}

// Counts of all groups, and who knows what of them. Unknowns of a group: patients, events, then by each day events and
// others who are followed no more.
class Counts {
 public:
  Counts(const FollowedCohort& cohort, std::vector<double> days)
      : m_days(std::move(days)), m_groups(cohort.groups.size()), m_values(m_groups * perGroup(), 0) {
    for (std::size_t g = 0; g < m_groups; ++g) {
      const FollowedGroup& group = cohort.groups[g];
      for (std::size_t i = 0; i < group.time.size(); ++i) {
        const bool ended = group.ended[i] != 0;
        ++m_values[place(g, kPatients)];
        m_values[place(g, kEvents)] += ended ? 1 : 0;
        for (std::size_t d = 0; d < m_days.size(); ++d)
          if (group.time[i] < m_days[d]) ++m_values[ended ? eventsAt(g, d) : goneAt(g, d)];
      }
    }
  }

  [[nodiscard]] std::size_t unknowns() const { return m_values.size(); }
  [[nodiscard]] std::size_t days() const { return m_days.size(); }
  [[nodiscard]] std::size_t groups() const { return m_groups; }
  // The groups' number stands for all of them together.
  [[nodiscard]] LinearForm patients(std::size_t group) const { return summed(group, kPatients); }
  [[nodiscard]] LinearForm events(std::size_t group) const { return summed(group, kEvents); }
  [[nodiscard]] LinearForm eventsBy(std::size_t group, std::size_t day) const { return summed(group, 2 + day); }
  [[nodiscard]] LinearForm goneBy(std::size_t group, std::size_t day) const {
    return summed(group, 2 + m_days.size() + day);
  }
  [[nodiscard]] LinearForm atRisk(std::size_t group, std::size_t day) const {
    return minus(minus(patients(group), eventsBy(group, day)), goneBy(group, day));
  }
  [[nodiscard]] static LinearForm minus(LinearForm from, const LinearForm& form) {
    for (const auto& [unknown, factor] : form) from.emplace_back(unknown, -factor);
    return from;
  }

  [[nodiscard]] std::size_t dayOf(double days) const {
    return static_cast<std::size_t>(std::ranges::find_if(m_days, [&](double one) { return isSameDay(one, days); }) -
                                    m_days.begin());
  }
  [[nodiscard]] std::size_t valueOf(const LinearForm& form) const {
    double value = 0;
    for (const auto& [unknown, factor] : form) value += factor * m_values[unknown];
    return static_cast<std::size_t>(std::lround(value));
  }

 private:
  static constexpr std::size_t kPatients = 0;
  static constexpr std::size_t kEvents = 1;

  [[nodiscard]] std::size_t perGroup() const { return 2 + 2 * m_days.size(); }
  [[nodiscard]] std::size_t place(std::size_t group, std::size_t what) const { return group * perGroup() + what; }
  [[nodiscard]] std::size_t eventsAt(std::size_t group, std::size_t day) const { return place(group, 2 + day); }
  [[nodiscard]] std::size_t goneAt(std::size_t group, std::size_t day) const {
    return place(group, 2 + m_days.size() + day);
  }
  [[nodiscard]] LinearForm summed(std::size_t group, std::size_t what) const {
    if (group < m_groups) return {{place(group, what), 1.0}};
    LinearForm form;
    for (std::size_t g = 0; g < m_groups; ++g) form.emplace_back(place(g, what), 1.0);
    return form;
  }

  std::vector<double> m_days;
  std::size_t m_groups;
  std::vector<double> m_values;
};

class Teller {
 public:
  Teller(const FollowedCohort& cohort, const Counts& counts, std::size_t least)
      : m_counts(counts), m_least(least), m_known(counts.unknowns()) {
    if (least <= 1) return;
    learnOthers(cohort);
    ask();
  }

  // Whether the count may be told; if so it is known from now on.
  bool tell(const LinearForm& form) {
    if (m_least <= 1) return true;
    if (isFew(form)) return false;
    LinearKnowledge more = m_known;
    more.learn(form);
    if (std::ranges::any_of(m_few, [&](const LinearForm& one) { return more.knows(one); })) return false;
    m_known = std::move(more);
    return true;
  }

 private:
  [[nodiscard]] bool isFew(const LinearForm& form) const {
    const std::size_t count = m_counts.valueOf(form);
    return count > 0 && count < m_least;
  }

  void learnOthers(const FollowedCohort& cohort) {
    const std::size_t all = m_counts.groups();
    m_known.learn(m_counts.patients(all));
    m_known.learn(m_counts.events(all));
    const auto learn = [&](std::size_t group, const std::vector<double>& events, const std::vector<double>& gone) {
      for (const double days : events) m_known.learn(m_counts.eventsBy(group, m_counts.dayOf(days)));
      for (const double days : gone) m_known.learn(m_counts.goneBy(group, m_counts.dayOf(days)));
    };
    learn(all, cohort.eventsBy, cohort.goneBy);
    for (std::size_t g = 0; g < all; ++g) {
      const FollowedGroup& group = cohort.groups[g];
      if (group.isShown) m_known.learn(m_counts.patients(g));
      if (group.toldEvents) m_known.learn(m_counts.events(g));
      learn(g, group.eventsBy, group.goneBy);
      // Before the first day nobody has left.
      m_known.learn(m_counts.eventsBy(g, 0));
      m_known.learn(m_counts.goneBy(g, 0));
    }
  }

  // Small counts that nobody shall work out. What other tables give away cannot be hidden here.
  void ask() {
    const auto add = [&](const LinearForm& form) {
      if (isFew(form) && !m_known.knows(form)) m_few.push_back(form);
    };
    for (std::size_t g = 0; g <= m_counts.groups(); ++g) {
      const LinearForm patients = m_counts.patients(g);
      const LinearForm events = m_counts.events(g);
      const LinearForm others = Counts::minus(patients, events);
      add(patients);
      add(events);
      add(others);
      for (std::size_t d = 0; d < m_counts.days(); ++d) {
        add(Counts::minus(events, m_counts.eventsBy(g, d)));
        add(Counts::minus(others, m_counts.goneBy(g, d)));
        add(Counts::minus(patients, m_counts.eventsBy(g, d)));
        add(m_counts.atRisk(g, d));
        // From the first day on, at which nobody has left, these are the counts by a day, too.
        for (std::size_t from = 0; from < d; ++from) {
          add(Counts::minus(m_counts.eventsBy(g, d), m_counts.eventsBy(g, from)));
          add(Counts::minus(m_counts.goneBy(g, d), m_counts.goneBy(g, from)));
          add(Counts::minus(m_counts.atRisk(g, from), m_counts.atRisk(g, d)));
        }
      }
    }
  }

  const Counts& m_counts;
  std::size_t m_least;
  LinearKnowledge m_known;
  std::vector<LinearForm> m_few;
};

}  // namespace

Table atRiskTable(const std::string& id, const FollowedCohort& cohort, const std::vector<double>& ticks,
                  std::size_t least) {
  Table table{id + "-at-risk", {}, {}, {}, {}, false};
  table.columns = {textColumn("group", "Group"), numberColumn("time", "Years", 2), countColumn("atRisk", "At risk"),
                   countColumn("censored", "Censored before")};
  const Counts counts(cohort, daysOf(cohort, ticks));
  Teller teller(cohort, counts, least);
  const std::size_t groups = cohort.groups.size();
  std::vector<bool> atRisk(groups * ticks.size(), false);
  std::vector<bool> gone(groups * ticks.size(), false);
  const auto tell = [&](std::vector<bool>& told, auto countOf) {
    for (std::size_t t = 0; t < ticks.size(); ++t)
      for (std::size_t g = 0; g < groups; ++g)
        if (cohort.groups[g].isShown) told[g * ticks.size() + t] = teller.tell(countOf(g, counts.dayOf(ticks[t])));
  };
  tell(atRisk, [&](std::size_t g, std::size_t day) { return counts.atRisk(g, day); });
  tell(gone, [&](std::size_t g, std::size_t day) { return counts.goneBy(g, day); });
  for (std::size_t g = 0; g < groups; ++g)
    for (std::size_t t = 0; t < ticks.size() && cohort.groups[g].isShown; ++t) {
      const std::size_t day = counts.dayOf(ticks[t]);
      const std::size_t place = g * ticks.size() + t;
      table.rows.push_back({cohort.groups[g].name, ticks[t] / kDaysPerYear,
                            countCell(counts.valueOf(counts.atRisk(g, day)), atRisk[place]),
                            countCell(counts.valueOf(counts.goneBy(g, day)), gone[place])});
    }
  return table;
}

}  // namespace snitt::validation
