# C of scores that were chosen by hand, on R's colon (deaths; and both endpoints, clustered by patient), lung and
# rotterdam; Uno's C of scikit-survival stands in concordance_sk.json.
source("common.R")

of <- function(fit) {
  counts <- if (is.matrix(fit$count)) colSums(fit$count) else fit$count
  list(c = unname(fit$concordance), se = sqrt(fit$var), counts = as.list(unname(counts)))
}

colon <- data_of("colon")
both <- colon[!is.na(colon$nodes), ]
death <- both[both$etype == 2, ]
lung <- data_of("lung")
rotterdam <- data_of("rotterdam")
rotterdam$score <- rotterdam$nodes + rotterdam$age / 100

out <- list()
out$colon <- of(concordance(Surv(time, status) ~ nodes, death, reverse = TRUE))
out$colon_uno <- of(concordance(Surv(time, status) ~ nodes, death, reverse = TRUE, timewt = "n/G2"))
out$colon_tau <- of(concordance(Surv(time, status) ~ nodes, death, reverse = TRUE, ymax = 1000))
out$colon_uno_tau <- of(concordance(Surv(time, status) ~ nodes, death, reverse = TRUE, timewt = "n/G2", ymax = 1825))
out$colon_strata <- of(concordance(Surv(time, status) ~ nodes + strata(rx), death, reverse = TRUE))
out$colon_uno_strata <- of(concordance(Surv(time, status) ~ nodes + strata(rx), death, reverse = TRUE, timewt = "n/G2"))
out$colon_many_strata <- of(concordance(Surv(time, status) ~ age + strata(nodes), death, reverse = TRUE))
# Strata with one event or none among them.
out$colon_uno_many_strata <- of(concordance(Surv(time, status) ~ age + strata(nodes), death, reverse = TRUE,
                                            timewt = "n/G2"))
out$colon_cluster <- of(concordance(Surv(time, status) ~ nodes, both, cluster = id, reverse = TRUE))
out$lung <- of(concordance(Surv(time, status == 2) ~ age, lung, reverse = TRUE))
out$lung_uno <- of(concordance(Surv(time, status == 2) ~ age, lung, reverse = TRUE, timewt = "n/G2"))
out$rotterdam <- of(concordance(Surv(dtime, death) ~ score, rotterdam, reverse = TRUE))
out$rotterdam_uno <- of(concordance(Surv(dtime, death) ~ score, rotterdam, reverse = TRUE, timewt = "n/G2"))
# Only a few times, so that nearly all is tied.
coarse <- transform(lung, time = ceiling(time / 200), age = round(age / 10))
out$coarse <- of(concordance(Surv(time, status == 2) ~ age, coarse, reverse = TRUE))
out$coarse_uno <- of(concordance(Surv(time, status == 2) ~ age, coarse, reverse = TRUE, timewt = "n/G2"))
out$coarse_tau <- of(concordance(Surv(time, status == 2) ~ age, coarse, reverse = TRUE, timewt = "n/G2", ymax = 2))
out$constant <- of(concordance(Surv(time, status == 2) ~ I(0 * age), lung, reverse = TRUE))

# Two fits with their joint variance; fixed coefficients, so that the predictor is the column itself.
fixed <- function(column) coxph(as.formula(paste("Surv(time, status) ~", column)), death, init = 1, iter.max = 0)
pair <- concordance(fixed("nodes"), fixed("extent"), fixed("age"))
out$compare <- list(c = unname(pair$concordance), vcov = unname(pair$var))
pair <- concordance(fixed("nodes"), fixed("extent"), timewt = "n/G2")
out$compare_uno <- list(c = unname(pair$concordance), vcov = unname(pair$var))

# A resample as counts: patient i of lung is drawn (7 i) mod 4 times.
lung$count <- (7 * seq_len(nrow(lung))) %% 4
drawn <- lung[lung$count > 0, ]
weighted <- function(...)
  unname(concordance(Surv(time, status == 2) ~ age, drawn, weights = count, reverse = TRUE, ...)$concordance)
out$drawn <- list(harrell = weighted(), uno = weighted(timewt = "n/G2"), uno_tau = weighted(timewt = "n/G2", ymax = 365))
write_json(out)
