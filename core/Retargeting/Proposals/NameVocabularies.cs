namespace Audio2Face.Modkit.Retargeting;

/// <summary>The names that characters are known to have. Facts about other people's rigs, kept by hand; a wrong line costs a wrong proposal.</summary>
internal static class NameVocabularies
{
    public static IReadOnlyList<NameVocabulary> All { get; } =
    [
        NameVocabulary.Arkit,
        NameVocabulary.Parse("Reallusion CC", isArkit: true, """
            browraiseinner = browInnerUp 1
            browraiseouter = browOuterUp* 1
            browdrop browcompress = browDown* 0.5
            cheekraise = cheekSquint* 1
            cheekpuff = cheekPuff 1
            mouthsmilesharp mouthtighten mouthblow mouthcontract jawbackward jawup = 
            eyellookl eyelookleftl = eyeLookOutLeft 1
            eyellookr = eyeLookInLeft 1
            eyellookup = eyeLookUpLeft 1
            eyellookdown = eyeLookDownLeft 1
            eyerlookl = eyeLookInRight 1
            eyerlookr = eyeLookOutRight 1
            eyerlookup = eyeLookUpRight 1
            eyerlookdown = eyeLookDownRight 1
            mouthpuckerup mouthpuckerdown = mouthPucker 1
            mouthfunnelup mouthfunneldown = mouthFunnel 1
            mouthrollinupper = mouthRollUpper 1
            mouthrollinlower = mouthRollLower 1
            mouthupupper = mouthUpperUp* 1
            mouthdownlower = mouthLowerDown* 1
            mouthchinup = mouthShrugLower 0.5
            vopen ah = mouth.AA 1
            vexplosive bmp = mouth.MBP 1
            vdentallip fv = mouth.FV 1
            vtighto wwoo = mouth.OO 1
            vtight = mouth.S 0.4
            vwide ee = mouth.EE 1
            vaffricate chj = mouth.CH 1
            vlipopen = mouth.EH 0.5
            vtongueup vtongueraise = mouth.S 0.3
            vtongueout = mouth.TH 1
            vtonguenarrow vtonguelower vtonguecurlu vtonguecurld = 
            """),
        NameVocabulary.Parse("Unified Expressions", isArkit: true, """
            eyeclosed = eyeBlink* 1
            browlowerer = browDown* 1
            lipfunnel lipfunnelupper lipfunnellower = mouthFunnel 1
            lippucker lippuckerupper lippuckerlower = mouthPucker 1
            lipsuckupper = mouthRollUpper 1
            lipsucklower = mouthRollLower 1
            mouthclosed = mouthClose 1
            mouthraiserupper = mouthShrugUpper 1
            mouthraiserlower = mouthShrugLower 1
            """),
        NameVocabulary.Parse("MetaHuman", isArkit: true, """
            mouthcornerpull = mouthSmile* 1
            mouthcornerdepress = mouthFrown* 1
            mouthupperlipraise = mouthUpperUp* 1
            mouthlowerlipdepress = mouthLowerDown* 1
            browraisein = browInnerUp 1
            browraiseouter = browOuterUp* 1
            eyecheekraise = cheekSquint* 1
            eyesquintinner = eyeSquint* 1
            eyewiden = eyeWide* 1
            nosewrinkle = noseSneer* 1
            jawchinraised = mouthShrugLower 1
            """),
        NameVocabulary.Parse("MakeHuman face units", isArkit: true, """
            jawdrop = jawOpen 1
            jawdropstretched = 
            browdown = browDown* 1
            innerbrowup = browInnerUp 1
            outerbrowup = browOuterUp* 1
            upperlidclosed = eyeBlink* 1
            upperlidopen = eyeWide* 1
            lowerlidup = eyeSquint* 1
            cheekup = cheekSquint* 1
            lipskiss = mouthPucker 1
            lipspuckerer = mouthFunnel 1
            lipcornerpuller mouthpullup = mouthSmile* 1
            mouthpulldown = mouthFrown* 1
            mouthpullside = mouthStretch* 1
            upperlipup = mouthUpperUpLeft 0.5 mouthUpperUpRight 0.5
            lowerlipdown = mouthLowerDownLeft 0.5 mouthLowerDownRight 0.5
            lowerlipup = mouthShrugLower 1
            upperlipbackward = mouthRollUpper 1
            lowerlipbackward = mouthRollLower 1
            mouthmove = mouth* 1
            nosewrinkler = noseSneerLeft 0.5 noseSneerRight 0.5
            chinforward = jawForward 1
            chin = jaw* 1
            cheekspump = cheekPuff 1
            """),
        NameVocabulary.Parse("Oculus and VRChat visemes", isArkit: false, """
            visemesil vsil sil = 
            visemepp vpp pp = mouth.MBP 1
            visemeff vff ff = mouth.FV 1
            visemeth vth th = mouth.TH 1
            visemedd vdd dd = mouth.S 0.4
            visemekk vkk kk = mouth.S 0.1
            visemech vch ch = mouth.CH 1
            visemess vss ss = mouth.S 0.6
            visemenn vnn nn = mouth.S 0.3
            visemerr vrr rr = mouth.OO 0.3
            visemeaa vaa = mouth.AA 1
            visemee ve = mouth.EH 1
            visemei visemeih vih = mouth.EE 1
            visemeo visemeoh voh = mouth.OH 1
            visemeu visemeou vou = mouth.OO 1
            vblink = eyeBlink* 1
            """),
        NameVocabulary.Parse("VRM presets", isArkit: false, """
            a aa = mouth.AA 1
            i ih = mouth.EE 1 mouth.S 0.4
            u ou = mouth.OO 1 mouth.CH 0.6
            e ee = mouth.EH 1
            o oh = mouth.OH 1
            blink = eyeBlink* 1
            neutral joy angry sorrow fun happy sad relaxed surprised lookup lookdown lookleft lookright = 
            """),
        NameVocabulary.Parse("VRoid", isArkit: false, """
            fclmtha = mouth.AA 1
            fclmthi = mouth.EE 1 mouth.S 0.4
            fclmthu = mouth.OO 1 mouth.CH 0.6
            fclmthe = mouth.EH 1
            fclmtho = mouth.OH 1
            fclmthclose = mouth.MBP 0.5
            fcleyeclose = eyeBlink* 1
            fcleyespread = eyeWide* 1
            fclbrwangry = browDownLeft 0.5 browDownRight 0.5
            fclbrwsurprised = browInnerUp 0.5 browOuterUpLeft 0.25 browOuterUpRight 0.25
            fclmthup fclmthdown fclmthangry fclmthsmall fclmthlarge fclmthneutral fclmthfun fclmthjoy fclmthsorrow fclmthsurprised fclmthskinfung = 
            fclallneutral fclallangry fclallfun fclalljoy fclallsorrow fclallsurprised fclbrwfun fclbrwjoy fclbrwsorrow fcleyenatural = 
            fcleyeangry fcleyefun fcleyejoy fcleyesorrow fcleyesurprised fcleyeirishide fcleyehighlighthide fclhahide fclhafung1 fclhafung2 fclhafung3 = 
            """),
        NameVocabulary.Parse("MikuMikuDance", isArkit: false, """
            あ = mouth.AA 1
            い = mouth.EE 1 mouth.S 0.4
            う = mouth.OO 1 mouth.CH 0.6
            え = mouth.EH 1
            お = mouth.OH 1
            ん = mouth.MBP 0.5
            まばたき = eyeBlinkLeft 0.5 eyeBlinkRight 0.5
            ウィンク２ = eyeBlinkLeft 1
            ｳｨﾝｸ２右 ウィンク２右 = eyeBlinkRight 1
            びっくり = eyeWideLeft 0.5 eyeWideRight 0.5
            じと目 = eyeSquintLeft 0.5 eyeSquintRight 0.5
            困る = browInnerUp 1
            怒り = browDownLeft 0.5 browDownRight 0.5
            上 = browInnerUp 0.5 browOuterUpLeft 0.25 browOuterUpRight 0.25
            口角上げ にやり = mouthSmileLeft 0.5 mouthSmileRight 0.5
            口角下げ = mouthFrownLeft 0.5 mouthFrownRight 0.5
            口横広げ = mouthStretchLeft 0.5 mouthStretchRight 0.5
            笑い ウィンク ウィンク右 にこり 真面目 下 なごみ はぅ ▲ ∧ ω □ ワ あ２ = 
            """),
        NameVocabulary.Parse("Bethesda", isArkit: false, """
            aah = mouth.AA 0.7
            bigaah = mouth.AA 0.3
            bmp = mouth.MBP 1
            chjsh = mouth.CH 1
            dst = mouth.S 0.6
            eee = mouth.EE 1
            eh = mouth.EH 1
            fv = mouth.FV 1
            i = mouth.EE 0.2
            k = mouth.S 0.1
            n = mouth.S 0.2
            oh = mouth.OH 1
            oohq = mouth.OO 1
            r = mouth.OO 0.2
            th = mouth.TH 1
            w = mouth.OO 0.3
            blink = eyeBlink* 1
            squint = eyeSquint* 1
            browdown = browDown* 1
            browin = browInnerUp 0.5
            browup = browOuterUp* 1
            lookdown look lookup = 
            """),
        NameVocabulary.Parse("Rhubarb", isArkit: false, """
            a moutha = mouth.MBP 1
            b mouthb = mouth.S 1 mouth.EE 0.5
            c mouthc = mouth.EH 1
            d mouthd = mouth.AA 1
            e mouthe = mouth.OH 1
            f mouthf = mouth.OO 1
            g mouthg = mouth.FV 1
            h mouthh = mouth.TH 1
            x mouthx = 
            """),
    ];
}
