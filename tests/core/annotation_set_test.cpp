#include "core/annotation/annotation_set.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <random>

#include <gtest/gtest.h>

namespace snitt {
namespace {

Ring square(double left, double top, double edge) {
  return {{left, top}, {left + edge, top}, {left + edge, top + edge}, {left, top + edge}};
}

std::shared_ptr<Annotation> areaOf(std::string id, Ring outer, std::vector<Ring> holes = {}) {
  auto one = std::make_shared<Annotation>();
  one->id = std::move(id);
  one->geometry.areas = {Polygon{std::move(outer), std::move(holes)}};
  return one;
}

std::shared_ptr<Annotation> lineOf(std::string id, std::vector<Point> points) {
  auto one = std::make_shared<Annotation>();
  one->id = std::move(id);
  one->shape = Shape::polyline;
  one->geometry.lines = {std::move(points)};
  return one;
}

std::shared_ptr<Annotation> pointOf(std::string id, Point at) {
  auto one = std::make_shared<Annotation>();
  one->id = std::move(id);
  one->shape = Shape::points;
  one->geometry.points = {at};
  return one;
}

std::vector<std::string> idsOf(const std::vector<AnnotationPtr>& list) {
  std::vector<std::string> ids;
  for (const AnnotationPtr& one : list) ids.push_back(one->id);
  return ids;
}

std::string idOf(const AnnotationPtr& one) { return one ? one->id : ""; }

std::vector<AnnotationPtr> randomBoxes(std::mt19937& random, int count) {
  std::uniform_real_distribution<double> at(-5000, 100000);
  std::lognormal_distribution<double> edge(5, 2.5);
  std::vector<AnnotationPtr> list;
  for (int i = 0; i < count; ++i)
    list.push_back(areaOf(std::to_string(i), square(at(random), at(random), std::min(edge(random), 90000.0))));
  return list;
}

void expectAsByLooking(const AnnotationSet& set, std::mt19937& random) {
  std::uniform_real_distribution<double> at(-6000, 101000);
  std::lognormal_distribution<double> edge(7, 2);
  const std::vector<AnnotationPtr> all = set.all();
  for (int k = 0; k < 200; ++k) {
    const double x = at(random);
    const double y = at(random);
    const Box asked{x, y, x + edge(random), y + edge(random)};
    std::vector<std::string> expected;
    for (const AnnotationPtr& one : all)
      if (boxOf(one->geometry).touches(asked)) expected.push_back(one->id);
    ASSERT_EQ(idsOf(set.in(asked)), expected);
    std::vector<std::string> visited;
    set.eachIn(asked, [&](const AnnotationPtr& one, const Box& box, std::size_t place) {
      EXPECT_EQ(box, boxOf(one->geometry));
      EXPECT_EQ(place, set.placeOf(one->id));
      visited.push_back(one->id);
      return true;
    });
    std::ranges::sort(visited);
    std::ranges::sort(expected);
    ASSERT_EQ(visited, expected);
  }
}

TEST(AnnotationSet, FindsWhatLookingAtEachWouldFind) {
  std::mt19937 random(7);
  AnnotationSet set(randomBoxes(random, 3000));
  expectAsByLooking(set, random);
  // And after a thousand of them moved, and another thousand went.
  AnnotationEdit edit;
  for (int i = 0; i < 1000; ++i) {
    const AnnotationPtr before = set.find(std::to_string(i * 2));
    auto after = std::make_shared<Annotation>(*before);
    after->geometry = movedBy(after->geometry, 700, -300);
    edit.push_back({before, after});
    edit.push_back({set.find(std::to_string(i * 2 + 1)), nullptr});
  }
  set.apply(edit);
  EXPECT_EQ(set.size(), 2000U);
  expectAsByLooking(set, random);
}

TEST(AnnotationSet, VisitingEndsWhereItIsNotWantedAnyMore) {
  std::mt19937 random(7);
  const AnnotationSet set(randomBoxes(random, 500));
  int visits = 0;
  set.eachIn({-1e6, -1e6, 1e6, 1e6}, [&](const AnnotationPtr&, const Box&, std::size_t) { return ++visits < 10; });
  EXPECT_EQ(visits, 10);
}

TEST(AnnotationSet, WhatIsLargeIsNeverPassedOver) {
  std::mt19937 random(11);
  const AnnotationSet set(randomBoxes(random, 3000));
  const Box everything{-1e6, -1e6, 1e6, 1e6};
  for (const double least : {10.0, 300.0, 5000.0, 60000.0}) {
    std::size_t large = 0;
    std::size_t visits = 0;
    set.eachIn(
        everything,
        [&](const AnnotationPtr&, const Box& box, std::size_t) {
          ++visits;
          large += box.maxX - box.minX >= least ? 1 : 0;
          return true;
        },
        least);
    std::size_t expected = 0;
    for (const AnnotationPtr& one : set.all()) {
      const Box box = boxOf(one->geometry);
      expected += box.maxX - box.minX >= least ? 1 : 0;
    }
    EXPECT_EQ(large, expected) << least;
    if (least > 1000) {
      EXPECT_LT(visits, set.size() / 2) << least;
    }
  }
}

TEST(AnnotationSet, BinsThatSomebodyHoldsStayAsTheyAre) {
  std::mt19937 random(13);
  AnnotationSet set(randomBoxes(random, 1000));
  const Box asked{20000, 20000, 60000, 60000};
  const auto idsIn = [&](const auto& bins) {
    std::vector<std::string> ids;
    for (const auto& bin : bins)
      for (const AnnotationSet::Placed& one : *bin)
        if (one.box.touches(asked)) ids.push_back(one.annotation->id);
    std::ranges::sort(ids);
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
  };
  const auto held = set.binsIn(asked);
  std::vector<std::string> before = idsOf(set.in(asked));
  std::ranges::sort(before);
  ASSERT_EQ(idsIn(held), before);
  AnnotationEdit edit;
  for (const AnnotationPtr& one : set.all()) edit.push_back({one, nullptr});
  edit.push_back({nullptr, areaOf("new", square(30000, 30000, 50))});
  set.apply(edit);
  EXPECT_EQ(idsIn(held), before);
  EXPECT_EQ(idsIn(set.binsIn(asked)), std::vector<std::string>{"new"});
}

TEST(AnnotationSet, TheSmallestAreaAroundAPlaceIsMeant) {
  const AnnotationSet set({areaOf("inner", square(400, 400, 100)), areaOf("middle", square(200, 200, 600)),
                           areaOf("outer", square(0, 0, 1000), {square(700, 100, 50)})});
  EXPECT_EQ(idOf(set.at({450, 450}, 5)), "inner");
  EXPECT_EQ(idOf(set.at({300, 300}, 5)), "middle");
  EXPECT_EQ(idOf(set.at({100, 100}, 5)), "outer");
  EXPECT_EQ(idOf(set.at({725, 125}, 5)), "") << "in its hole";
  EXPECT_EQ(idOf(set.at({1500, 500}, 5)), "");
  // Its outline is pointed at, from inside of the hole and from outside of all.
  EXPECT_EQ(idOf(set.at({703, 125}, 5)), "outer");
  EXPECT_EQ(idOf(set.at({1003, 500}, 5)), "outer");
  // The larger one's outline does not take what lies inside the smaller.
  EXPECT_EQ(idOf(set.at({402, 450}, 5)), "inner");
}

TEST(AnnotationSet, LinesAndPointsAreMeantEvenInsideOfAreas) {
  const AnnotationSet set(
      {areaOf("area", square(0, 0, 1000)), lineOf("line", {{100, 500}, {900, 500}}), pointOf("point", {300, 300})});
  EXPECT_EQ(idOf(set.at({500, 503}, 5)), "line");
  EXPECT_EQ(idOf(set.at({500, 507}, 5)), "area");
  EXPECT_EQ(idOf(set.at({303, 303}, 5)), "point");
  EXPECT_EQ(idOf(set.at({306, 306}, 5)), "area");
  // From outside, only by its end.
  EXPECT_EQ(idOf(set.at({903, 502}, 5)), "line");
}

TEST(AnnotationSet, OfTwoAlikeTheOneOnTopIsMeant) {
  const AnnotationSet set({lineOf("below", {{0, 0}, {100, 100}}), lineOf("above", {{0, 100}, {100, 0}})});
  EXPECT_EQ(idOf(set.at({50, 50}, 5)), "above");
}

TEST(AnnotationSet, UndoneInTheOrderTheOtherWayRoundAllIsAsBefore) {
  AnnotationSet set({areaOf("a", square(0, 0, 10)), areaOf("b", square(0, 0, 20)), areaOf("c", square(0, 0, 30))});
  const std::vector<AnnotationPtr> before = set.all();
  auto grown = areaOf("b", square(0, 0, 500));
  auto again = areaOf("b", square(600, 600, 5));
  // Twice the same one, one gone, one new: what a person does with one key.
  const AnnotationEdit edit{
      {set.find("b"), grown}, {grown, again}, {set.find("a"), nullptr}, {nullptr, areaOf("d", square(5, 5, 1))}};
  const std::size_t version = set.version();
  set.apply(edit);
  EXPECT_GT(set.version(), version);
  EXPECT_EQ(idsOf(set.all()), (std::vector<std::string>{"b", "c", "d"}));
  EXPECT_EQ(idOf(set.at({602, 602}, 1)), "b");
  EXPECT_EQ(idOf(set.at({400, 400}, 1)), "");
  set.apply(reversed(edit));
  EXPECT_EQ(set.all(), before) << "each at the place that it had";
  EXPECT_EQ(idOf(set.at({602, 602}, 1)), "");
  EXPECT_EQ(set.find("d"), nullptr);
  set.apply(edit);
  EXPECT_EQ(idsOf(set.all()), (std::vector<std::string>{"b", "c", "d"}));
}

TEST(AnnotationSet, PlacesAreKept) {
  const AnnotationSet set(
      std::vector<PlacedAnnotation>{{areaOf("late", square(0, 0, 10)), 7}, {areaOf("early", square(0, 0, 10)), 2}});
  EXPECT_EQ(idsOf(set.all()), (std::vector<std::string>{"early", "late"}));
  EXPECT_EQ(set.placeOf("late"), 7U);
}

TEST(AnnotationSet, PlacesBeyondEverySlideAreFoundAllTheSame) {
  const AnnotationSet set({areaOf("far", square(1e15, -1e15, 10)), areaOf("vast", square(-1e14, -1e14, 2e14))});
  EXPECT_EQ(idsOf(set.in({1e15 - 5, -1e15 - 5, 1e15 + 5, -1e15 + 5})), std::vector<std::string>{"far"});
  EXPECT_EQ(idOf(set.at({0, 0}, 1)), "vast");
}

TEST(AnnotationSet, AMillionPointsAreReadAndFoundInReasonableTime) {
  using Clock = std::chrono::steady_clock;
  const auto msSince = [](Clock::time_point begin) {
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
  };
  std::vector<AnnotationPtr> list;
  for (int i = 0; i < 1000000; ++i)
    list.push_back(pointOf(std::to_string(i), {i % 1000 * 40.0, static_cast<double>(i / 1000) * 40.0}));
  auto begin = Clock::now();
  const AnnotationSet set(list);
  EXPECT_LT(msSince(begin), 15000);
  begin = Clock::now();
  for (int i = 0; i < 1000; ++i) {
    const int x = i * 37 % 1000;
    const int y = i * 91 % 1000;
    ASSERT_EQ(idOf(set.at({x * 40.0 + 3, y * 40.0 - 3}, 8)), std::to_string(y * 1000 + x));
  }
  EXPECT_LT(msSince(begin) / 1000, 5);
  begin = Clock::now();
  EXPECT_EQ(set.in({-1, -1, 40000, 40000}).size(), 1000000U);
  EXPECT_LT(msSince(begin), 5000);
}

}  // namespace
}  // namespace snitt
