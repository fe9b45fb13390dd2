#include "core/wsinfer/wsinfer_model.h"

#include <gtest/gtest.h>

#include "support/temp_folder.h"
#include "support/tiff_surgery.h"

namespace snitt {
namespace {

// As the model zoo publishes it (breast-tumor-resnet34.tcga-brca), with `transform` and other fields to change.
std::string config(const std::string& transform =
                       R"([{"name": "Resize", "arguments": {"size": 224}}, {"name": "ToTensor"},
                           {"name": "Normalize", "arguments": {"mean": [0.7238, 0.5716, 0.6779],
                                                               "std": [0.112, 0.1459, 0.1089]}}])",
                   const std::string& classes = R"("num_classes": 2, "class_names": ["notumor", "tumor"])") {
  return R"({"spec_version": "1.0", "architecture": "resnet34", )" + classes +
         R"(, "patch_size_pixels": 350, "spacing_um_px": 0.25, "transform": )" + transform + "}";
}

void expectError(const std::string& json, ErrorKind kind, const std::string& part) {
  const auto parsed = parseWsinferConfig(json);
  ASSERT_FALSE(parsed) << json;
  EXPECT_EQ(parsed.error().kind, kind) << parsed.error().message;
  EXPECT_NE(parsed.error().message.find(part), std::string::npos) << parsed.error().message;
}

std::string changed(const std::string& from, const std::string& to) {
  std::string text = config();
  return text.replace(text.find(from), from.size(), to);
}

TEST(WsinferModel, ReadsAConfigOfTheZoo) {
  const auto parsed = parseWsinferConfig(config());
  ASSERT_TRUE(parsed) << parsed.error().message;
  EXPECT_EQ(parsed->architecture, "resnet34");
  EXPECT_EQ(parsed->classNames, (std::vector<std::string>{"notumor", "tumor"}));
  EXPECT_EQ(parsed->patchPx, 350);
  EXPECT_EQ(parsed->spacingUmPx, 0.25);
  EXPECT_EQ(parsed->inputPx(), 224);
  EXPECT_EQ(parsed->normalisation, (Normalisation{{0.7238, 0.5716, 0.6779}, {0.112, 0.1459, 0.1089}}));
}

TEST(WsinferModel, TransformsMayBeFewer) {
  const auto bare = parseWsinferConfig(config(R"([{"name": "ToTensor"}])"));
  ASSERT_TRUE(bare) << bare.error().message;
  EXPECT_EQ(bare->inputPx(), 350);
  EXPECT_EQ(bare->normalisation, (Normalisation{{0, 0, 0}, {1, 1, 1}}));
  EXPECT_EQ(parseWsinferConfig(config(R"([{"name": "Resize", "arguments": {"size": [96, 96]}}, {"name": "ToTensor"}])"))
                ->inputPx(),
            96);
}

TEST(WsinferModel, RefusesTransformsItDoesNotDoByName) {
  const auto refused = [](const std::string& transform, const std::string& part) {
    expectError(config(transform), ErrorKind::unsupported, part);
  };
  refused(R"([{"name": "CenterCrop", "arguments": {"size": 224}}, {"name": "ToTensor"}])", "\"CenterCrop\"");
  refused(R"([{"name": "ToTensor"}, {"name": "Resize", "arguments": {"size": 224}}])", "\"Resize\" after \"ToTensor\"");
  refused(R"([{"name": "Resize", "arguments": {"size": 224, "interpolation": "nearest"}}, {"name": "ToTensor"}])",
          "interpolation");
  refused(R"([{"name": "Resize", "arguments": {"size": [224, 200]}}, {"name": "ToTensor"}])", "square");
  refused(R"([{"name": "Resize", "arguments": {"size": 224, "max_size": 300}}, {"name": "ToTensor"}])", "max_size");
  refused(R"([])", "ToTensor");
  refused(R"({"resize_size": 224, "mean": [0, 0, 0], "std": [1, 1, 1]})", "must be a list");
}

TEST(WsinferModel, NamesWhatIsMissingOrCannotBe) {
  const auto wrong = [](const std::string& json, const std::string& part) {
    expectError(json, ErrorKind::model, part);
  };
  wrong(changed("\"num_classes\": 2", "\"num_classes\": 3"), "class_names");
  wrong(changed("\"notumor\"", "\"tumor\""), "twice");
  wrong(changed("\"patch_size_pixels\": 350, ", ""), "patch_size_pixels");
  wrong(changed("\"patch_size_pixels\": 350", "\"patch_size_pixels\": 0"), "patch_size_pixels");
  wrong(changed("\"spacing_um_px\": 0.25", "\"spacing_um_px\": 0"), "spacing_um_px");
  wrong(changed("0.112", "0"), "std");
  wrong(changed("0.7238, ", ""), "mean");
  wrong(changed("\"size\": 224", "\"size\": 0"), "size");
  wrong("{", "JSON");
  wrong("[]", "object");
  expectError(changed("\"1.0\"", "\"2.0\""), ErrorKind::unsupported, "spec_version");
}

TEST(WsinferModel, AFolderIsToldByItsConfigAndNoManifest) {
  const test::TempFolder folder;
  EXPECT_FALSE(isWsinferFolder(folder.path()));
  test::writeBytes(folder / "config.json", config());
  EXPECT_TRUE(isWsinferFolder(folder.path()));
  const auto model = loadWsinferModel(folder.path());
  ASSERT_FALSE(model);
  EXPECT_EQ(model.error().kind, ErrorKind::notFound);
  EXPECT_NE(model.error().message.find("torchscript_model.pt"), std::string::npos) << model.error().message;
  test::writeBytes(folder / "manifest.toml", "");
  EXPECT_FALSE(isWsinferFolder(folder.path()));
}

}  // namespace
}  // namespace snitt
