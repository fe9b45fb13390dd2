# Brier score, that of the null model, its scaled form and the integrated one: riskRegression::Score. The risks are a
# formula of the covariates, fitted to nothing.
source("common.R")
suppressPackageStartupMessages(library(riskRegression))
suppressPackageStartupMessages(library(prodlim))

brier_of <- function(time, event, risks, horizons) {
  data <- data.frame(time = time, event = event)
  fit <- Score(list(fixed = risks), Hist(time, event) ~ 1, data = data, times = horizons, metrics = "brier",
               cens.model = "km", summary = c("ipa", "ibs"))
  rows <- as.data.frame(fit$Brier$score)
  fixed <- rows[rows$model == "fixed", ]
  null <- rows[rows$model == "Null model", ]
  list(times = fixed$times, brier = fixed$Brier, se = fixed$se, lower = fixed$lower, upper = fixed$upper,
       null = null$Brier, ipa = fixed$IPA, ibs = fixed$IBS, ibs_null = null$IBS)
}

colon <- data_of("colon")
death <- colon[!is.na(colon$nodes) & colon$etype == 2, ]
lung <- data_of("lung")
horizons <- c(365, 1000, 1500, 2000, 2500)
risk <- sapply(horizons, function(h) 1 - exp(-h / 4000 * exp(0.09 * (death$nodes - 3.7))))
out <- list()
out$colon <- brier_of(death$time, death$status, risk, horizons)
months <- ceiling(lung$time / 30.5)
risk <- sapply(c(6, 12, 18), function(h) 1 - exp(-h / 15 * exp(0.02 * (lung$age - 62))))
out$months <- brier_of(months, as.numeric(lung$status == 2), risk, c(6, 12, 18))
write_json(out)
