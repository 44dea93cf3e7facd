# The recipe of the extractor's weights: make -f training/train.mk CLAIMS=... MUC=... OUT=build/extractor
# Needs an environment with training/requirements.txt; PYTHON names its interpreter. Two networks train side by side.

PYTHON ?= python3.11
OUT ?= build/extractor
export PYTHONPATH := $(CURDIR):$(CURDIR)/src

.DELETE_ON_ERROR:
.PHONY: all score
all: $(OUT)/weights/manifest.json

$(OUT)/s%.pt:
	@mkdir -p $(OUT)
	$(PYTHON) -m training.train --claims $(CLAIMS) --seed $* --epochs 9 --out $@

$(OUT)/d%.pt: $(OUT)/s1.pt $(OUT)/s2.pt
	$(PYTHON) -m training.distil --claims $(CLAIMS) --teachers $^ --start $(OUT)/s2.pt --more $(MUC) --seed $* --out $@

$(OUT)/mean.pt: $(OUT)/d11.pt $(OUT)/d12.pt
	$(PYTHON) -m training.average $^ --out $@

$(OUT)/weights/manifest.json: $(OUT)/mean.pt
	$(PYTHON) -m training.export $< --out $(OUT)/weights --seeds 1 2 11 12 \
		--data $(CLAIMS)/train.jsonl $(CLAIMS)/written_en.jsonl $(MUC)
	$(PYTHON) -m training.measure tune $(OUT)/weights --claims $(CLAIMS)

score: $(OUT)/weights/manifest.json
	$(PYTHON) -m training.measure score $(OUT)/weights $(CLAIMS)/dev.jsonl --record
	$(PYTHON) -m training.measure score $(OUT)/weights $(CLAIMS)/dev_long.jsonl --record
