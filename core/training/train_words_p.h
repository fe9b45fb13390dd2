// Words of the configuration's enumerations, shared by reading and writing.
#pragma once

#include "core/bundle/manifest_words_p.h"
#include "core/training/train_config.h"

namespace snitt::training {

using manifest::Word;

inline constexpr std::string_view kTrainFormat = "snitt-train/1";

inline constexpr std::array weightWords{Word<StoredWeights>{"float32", StoredWeights::float32},
                                        Word<StoredWeights>{"float16", StoredWeights::float16}};
inline constexpr std::array eventWords{Word<EventKind>{"cancerDeath", EventKind::cancerDeath},
                                       Word<EventKind>{"death", EventKind::death}};
inline constexpr std::array sourceWords{Word<SegmentationSource>{"tissue", SegmentationSource::tissue},
                                        Word<SegmentationSource>{"network", SegmentationSource::network},
                                        Word<SegmentationSource>{"train", SegmentationSource::train}};
inline constexpr std::array encoderWords{Word<EncoderUse>{"trained", EncoderUse::trained},
                                         Word<EncoderUse>{"frozen", EncoderUse::frozen}};
inline constexpr std::array lossWords{Word<Loss>{"distinct", Loss::distinct}, Word<Loss>{"cox", Loss::cox}};
inline constexpr std::array optimiserWords{Word<Optimiser>{"sgd", Optimiser::sgd},
                                           Word<Optimiser>{"adam", Optimiser::adam},
                                           Word<Optimiser>{"adamw", Optimiser::adamw}};
inline constexpr std::array scheduleWords{Word<Schedule>{"constant", Schedule::constant},
                                          Word<Schedule>{"cosine", Schedule::cosine},
                                          Word<Schedule>{"oneCycle", Schedule::oneCycle}};
inline constexpr std::array figureWords{Word<MemberFigure>{"auc", MemberFigure::auc},
                                        Word<MemberFigure>{"concordance", MemberFigure::concordance}};
inline constexpr std::array thresholdWords{Word<ThresholdKind>{"youden", ThresholdKind::youden},
                                           Word<ThresholdKind>{"median", ThresholdKind::median},
                                           Word<ThresholdKind>{"poorShare", ThresholdKind::poorShare},
                                           Word<ThresholdKind>{"goodSensitivity", ThresholdKind::goodSensitivity},
                                           Word<ThresholdKind>{"poorSensitivity", ThresholdKind::poorSensitivity}};

}  // namespace snitt::training
