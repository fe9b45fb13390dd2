# Cumulative / dynamic AUC with Kaplan–Meier weights: riskRegression::Score, whose standard errors are not the
# conservative ones unless asked.
source("common.R")
suppressPackageStartupMessages(library(riskRegression))
suppressPackageStartupMessages(library(prodlim))

# Score wants risks; a score divided by its upper bound has the same order.
auc_of <- function(time, event, scores, horizons, ...) {
  data <- data.frame(time = time, event = event)
  fit <- Score(scores, Hist(time, event) ~ 1, data = data, times = horizons, metrics = "auc", cens.model = "km",
               null.model = FALSE, contrasts = TRUE, plots = "roc", ...)
  rows <- as.data.frame(fit$AUC$score)
  out <- list(auc = lapply(split(rows, rows$model), function(m)
    list(times = m$times, auc = m$AUC, se = m$se, lower = m$lower, upper = m$upper)))
  contrasts <- as.data.frame(fit$AUC$contrasts)
  if (nrow(contrasts)) out$contrasts <- list(times = contrasts$times, delta = contrasts$delta.AUC, se = contrasts$se,
                                             lower = contrasts$lower, upper = contrasts$upper, p = contrasts$p)
  roc <- as.data.frame(fit$ROC$plotframe)
  out$roc <- lapply(split(roc, roc$model), function(m) {
    m <- m[m$times == horizons[1], ]
    list(risk = m$risk, tpr = m$TPR, fpr = m$FPR)
  })
  out
}

colon <- data_of("colon")
death <- colon[!is.na(colon$nodes) & colon$etype == 2, ]
lung <- data_of("lung")
rotterdam <- data_of("rotterdam")

out <- list()
out$colon <- auc_of(death$time, death$status, list(nodes = death$nodes / 100, extent = death$extent / 10),
                    c(365, 1000, 2000))
out$lung <- auc_of(lung$time, as.numeric(lung$status == 2), list(age = lung$age / 100), c(180, 365, 700))
# Months, so that events and censorings share times.
out$months <- auc_of(ceiling(lung$time / 30.5), as.numeric(lung$status == 2), list(age = lung$age / 100), c(6, 12))
# Recurrence, with death before it competing.
cause <- with(rotterdam, ifelse(recur == 1, 1, ifelse(death == 1, 2, 0)))
time <- with(rotterdam, ifelse(recur == 1, rtime, dtime))
out$competing <- auc_of(time, cause, list(nodes = rotterdam$nodes / 100), c(1000, 3000), cause = 1)
for (name in c("lung", "months", "competing")) out[[name]]$contrasts <- NULL
out$competing$roc <- NULL
write_json(out)
