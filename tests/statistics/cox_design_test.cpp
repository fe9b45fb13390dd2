#include "core/statistics/cox/design.h"

#include <cmath>

#include <gtest/gtest.h>

namespace snitt::statistics {
namespace {

using Numbers = std::vector<double>;
using Texts = std::vector<std::string>;

std::string messageOf(std::size_t rows, const std::vector<Covariate>& covariates) {
  const auto design = makeDesign(rows, covariates);
  return design ? "accepted" : design.error().message;
}

TEST(CoxDesign, FactorsBecomeColumns) {
  const std::vector<Covariate> covariates{{"age", Numbers{60, 70, 65}}, {"rx", Texts{"Obs", "Lev", "Lev+5FU"}}};
  const auto design = makeDesign(3, covariates);
  ASSERT_TRUE(design);
  EXPECT_EQ(design->names, (Texts{"age", "rx=Lev+5FU", "rx=Obs"}));
  EXPECT_EQ(design->x, (Numbers{60, 70, 65, 0, 0, 1, 1, 0, 0}));
  EXPECT_EQ(design->terms[1].first, 1U);
  EXPECT_EQ(design->terms[1].count, 2U);
  EXPECT_EQ(design->terms[1].levels.front(), "Lev");
  EXPECT_EQ(columnMeans(*design)[0], 65);
  EXPECT_EQ(makeDesign(3, std::vector<Covariate>{})->columns(), 0U);
}

TEST(CoxDesign, NamesWhatCannotBe) {
  EXPECT_EQ(messageOf(2, {{"age", Numbers{1}}}), "the covariate 'age' has 1 values for 2 patients");
  EXPECT_EQ(messageOf(2, {{"age", Numbers{1, NAN}}}), "the covariate 'age' of patient 2 is not a number");
  EXPECT_EQ(messageOf(2, {{"rx", Texts{"", "a"}}}), "the covariate 'rx' of patient 1 is empty");
  EXPECT_EQ(messageOf(2, {{"rx", Texts{"a", "a"}}}), "the covariate 'rx' has one and the same value for all patients");
  EXPECT_EQ(messageOf(2, {{"age", Numbers{1, 2}}, {"age", Numbers{1, 2}}}), "two covariates are named 'age'");
  Texts names;
  for (int i = 0; i < 2000; ++i) names.push_back(std::to_string(i));
  EXPECT_EQ(messageOf(2000, {{"patient", names}}),
            "with the covariate 'patient' the model has more than 1000 coefficients");
}

TEST(CoxDesign, OtherPatientsInTheSameColumns) {
  const std::vector<Covariate> covariates{{"age", Numbers{60, 70, 65}}, {"rx", Texts{"Obs", "Lev", "Lev+5FU"}}};
  const Design model = makeDesign(3, covariates).value();
  const std::vector<Covariate> others{{"rx", Texts{"Obs"}}, {"site", Texts{"x"}}, {"age", Numbers{50}}};
  const auto design = designLike(model, 1, others);
  ASSERT_TRUE(design);
  EXPECT_EQ(design->x, (Numbers{50, 0, 1}));
  EXPECT_EQ(designLike(model, 1, std::vector<Covariate>{{"age", Numbers{1}}, {"rx", Texts{"New"}}}).error().message,
            "the covariate 'rx' of patient 1 is 'New', which the model does not know");
  EXPECT_EQ(designLike(model, 1, std::vector<Covariate>{{"age", Numbers{1}}}).error().message,
            "the covariate 'rx' of the model is missing");
  EXPECT_EQ(designLike(model, 1, std::vector<Covariate>{{"age", Texts{"1"}}, {"rx", Texts{"Obs"}}}).error().message,
            "the covariate 'age' holds text and the model was fitted to numbers");
}

}  // namespace
}  // namespace snitt::statistics
