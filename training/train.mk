# The recipe of the extractor's weights: make -f training/train.mk CLAIMS=... MUC=... NER="..." OUT=build/extractor
# Needs an environment with training/requirements.txt; PYTHON names its interpreter. Two networks train side by side.
# BEFORE names the folder of the extractor that reads MUC-4's training texts for `training.muc`: the shipped one.

PYTHON ?= python3.11
OUT ?= build/extractor
BEFORE ?= src/warledger/reading/weights
export PYTHONPATH := $(CURDIR):$(CURDIR)/src

.DELETE_ON_ERROR:
.PHONY: all score
all: $(OUT)/weights/manifest.json

$(OUT)/muc.jsonl:
	@mkdir -p $(OUT)
	$(PYTHON) -m training.muc $(MUC) --weights $(BEFORE) --out $@

$(OUT)/read.pt:
	@mkdir -p $(OUT)
	$(PYTHON) -m training.adapt --claims $(CLAIMS) --more $(MUC) $(NER) --epochs 3 --out $@

$(OUT)/n21.pt: $(OUT)/read.pt $(OUT)/muc.jsonl
	$(PYTHON) -m training.train --claims $(CLAIMS) --muc $(OUT)/muc.jsonl --names $(NER) --parts $(MUC) \
		--encoder $< --seed 21 --epochs 7 --out $@

$(OUT)/n22.pt: $(OUT)/muc.jsonl
	$(PYTHON) -m training.train --claims $(CLAIMS) --muc $(OUT)/muc.jsonl --names $(NER) --parts $(MUC) \
		--seed 22 --epochs 7 --out $@

$(OUT)/d%.pt: $(OUT)/n21.pt $(OUT)/n22.pt
	$(PYTHON) -m training.distil --claims $(CLAIMS) --teachers $^ --start $(OUT)/n22.pt --more $(MUC) --names $(NER) \
		--parts $(MUC) --seed $* --out $@

$(OUT)/mean.pt: $(OUT)/n22.pt $(OUT)/d31.pt $(OUT)/d32.pt
	$(PYTHON) -m training.average $^ --out $@

$(OUT)/weights/manifest.json: $(OUT)/mean.pt
	$(PYTHON) -m training.export $< --out $(OUT)/weights --seeds 21 22 31 32 \
		--data $(CLAIMS)/train.jsonl $(CLAIMS)/written_en.jsonl training/data $(MUC)
	$(PYTHON) -m training.measure tune $(OUT)/weights --claims $(CLAIMS)

score: $(OUT)/weights/manifest.json
	$(PYTHON) -m training.measure score $(OUT)/weights $(CLAIMS)/dev.jsonl --record
	$(PYTHON) -m training.measure score $(OUT)/weights $(CLAIMS)/dev_long.jsonl --record
