"""The command line of finetune, apart from the rest so that --help needs no PyTorch."""


def add_arguments(parser):
    parser.add_argument("folder", help="recordings, each with a partner of the same name: ARKit curves (.csv, .json) or phone times or a transcript "
                                       "(.tsv, .TextGrid, .txt)")
    parser.add_argument("--out", help="the bundle folder to make; a2f --model opens it")
    parser.add_argument("--network", default="standard", help="which of config.toml's networks to teach (default: standard)")
    parser.add_argument("--from", dest="base", help="bundle folder to start from (default: the one inside the program)")
    parser.add_argument("--language", help="espeak-ng's voice for words and transcripts: hr, sw, pt-BR, ...")
    parser.add_argument("--check", action="store_true", help="only check the material")
    parser.add_argument("--align-curves", action="store_true", help="move every take's curves to where they fit its sound best, up to 5 s")
    parser.add_argument("--leave-out", action="store_true", help="go on without the recordings that have errors")
    parser.add_argument("--held-back", metavar="FOLDER", help="of a language: also write the held-back recordings here, for a2f eval")
    parser.add_argument("--licence", default="not stated by its maker", help="what the model card says about the licence of what you make")
