# The figures of a validation report on the patients of rotterdam. The score is made of two covariates by fixed rules, as
# tests/statistics/validation_rotterdam.h has them; nothing of it is fitted.
source("common.R")
suppressPackageStartupMessages(library(riskRegression))
suppressPackageStartupMessages(library(prodlim))

d <- data_of("rotterdam")
first <- d$nodes / (d$nodes + 4)
second <- c("<=20" = 0.2, "20-50" = 0.5, ">50" = 0.8)[d$size]
d$score <- unname((first + second) / 2)
poor1 <- first > 0.3
poor2 <- second > 0.4
d$class <- factor(ifelse(poor1 & poor2, "poor", ifelse(!poor1 & !poor2, "good", "uncertain")),
                  levels = c("good", "uncertain", "poor"))
d$per_sd <- d$score / sd(d$score)
d$size <- factor(d$size, levels = sort(unique(d$size), method = "radix"))
horizons <- c(5, 10) * 365.25
s <- Surv(d$dtime, d$death)

row_of <- function(fit, j) {
  t <- summary(fit)
  list(hr = unname(t$conf.int[j, 1]), lower = unname(t$conf.int[j, 3]), upper = unname(t$conf.int[j, 4]),
       p = unname(t$coefficients[j, "Pr(>|z|)"]))
}
c_of <- function(fit) list(c = unname(fit$concordance), se = sqrt(unname(fit$var)))

out <- list(n = nrow(d), events = sum(d$death))
out$harrell <- c_of(concordance(s ~ d$score, reverse = TRUE))
out$uno <- c_of(concordance(s ~ d$score, reverse = TRUE, timewt = "n/G2"))
auc <- as.data.frame(Score(list(fixed = d$score), Hist(dtime, death) ~ 1, data = d, times = horizons, metrics = "auc",
                           cens.model = "km", null.model = FALSE)$AUC$score)
out$auc <- auc$AUC

km <- survfit(s ~ d$class, conf.type = "log-log")
at <- summary(km, times = horizons)
out$km <- data.frame(class = sub("d\\$class=", "", as.character(at$strata)), years = at$time / 365.25, survival = at$surv,
                     lower = at$lower, upper = at$upper)
out$logrank <- list(chi2 = unname(survdiff(s ~ d$class)$chisq))

classes <- coxph(s ~ class, data = d)
out$uncertain <- row_of(classes, 1)
out$poor <- row_of(classes, 2)
out$per_sd <- row_of(coxph(s ~ per_sd, data = d), 1)

base <- coxph(s ~ age + factor(grade) + size, data = d)
larger <- coxph(s ~ age + factor(grade) + size + per_sd, data = d)
adjusted <- coxph(s ~ age + factor(grade) + size + class, data = d)
last <- length(coef(larger))
out$adjusted_per_sd <- row_of(larger, last)
out$adjusted_poor <- row_of(adjusted, length(coef(adjusted)))
out$age <- row_of(larger, 1)
zph <- cox.zph(larger)$table
out$zph <- list(age = zph["age", "chisq"], per_sd = zph["per_sd", "chisq"], global = zph["GLOBAL", "chisq"])
test <- anova(base, larger)
out$added <- list(chi2 = test$Chisq[2], p = test[2, 4])
both <- concordance(base, larger)
out$added$base <- unname(both$concordance[1])
out$added$larger <- unname(both$concordance[2])
contrast <- c(-1, 1)
out$added$se <- sqrt(c(contrast %*% both$var %*% contrast))

for (level in 0:1) {
  part <- d[d$meno == level, ]
  out[[paste0("meno", level)]] <- row_of(coxph(Surv(dtime, death) ~ per_sd, data = part), 1)
}
crossed <- anova(coxph(s ~ per_sd + factor(meno), data = d), coxph(s ~ per_sd * factor(meno), data = d))
out$interaction <- crossed[2, 4]

risk <- function(years) 1 - exp(-years * 0.05 * exp(3 * (d$score - 0.4)))
observed <- 1 - summary(survfit(s ~ 1), times = horizons)$surv
out$expected <- c(mean(risk(5)), mean(risk(10)))
out$observed <- observed
brier <- as.data.frame(Score(list(fixed = cbind(risk(5), risk(10))), Hist(dtime, death) ~ 1, data = d, times = horizons,
                             metrics = "brier", cens.model = "km", null.model = FALSE)$Brier$score)
out$brier <- brier$Brier

by <- 5 * 365.25
out$classes <- lapply(split(d, d$class), function(one) {
  event <- one$dtime <= by & one$death == 1
  free <- one$dtime >= by & !event
  list(n = nrow(one), events = sum(event), free = sum(free), left = sum(!event & !free))
})
near <- abs(first - 0.3) <= 0.05 | abs(second - 0.4) <= 0.05
out$near <- sum(near)
write_json(out)
