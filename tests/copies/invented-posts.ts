/**
 * Invented posts in many languages: a text with prices, another text on the same subject by somebody else, a closing
 * line that one author puts under everything, and a sentence that both could quote.
 */
export interface InventedPosts {
  text: string;
  other: string;
  signature: string;
  quotation: string;
}

export const POSTS: Record<string, InventedPosts> = {
  English: {
    text: 'The bridge team paused withdrawals at noon, and the queue of unsigned transfers grew to 4,817 within an hour. Whoever bought $ARB at 0.7314 expecting a quick rebound is now staring at 0.6982. I moved my own stash to a cold wallet last night and slept better than in weeks.',
    other:
      'Nobody talks about validators that quietly missed a third of their duties in March. My cousin runs two nodes in a garage, and his rewards fell from 12.46 to 9.03 coins while the dashboard kept showing green. Ask your provider for raw attestations before you praise it.',
    signature:
      'Daily notes by the old lighthouse keeper, written before breakfast and never edited afterwards.',
    quotation:
      'We will not reimburse anyone who ignored three separate warnings and signed the poisoned approval anyway',
  },
  German: {
    text: 'Das Brückenteam hat mittags die Auszahlungen angehalten, und die Schlange der unsignierten Überweisungen wuchs binnen einer Stunde auf 4.817. Wer $ARB bei 0,7314 in Erwartung einer schnellen Erholung gekauft hat, starrt jetzt auf 0,6982. Ich habe meinen Vorrat gestern Abend auf eine kalte Geldbörse verschoben und besser geschlafen als seit Wochen.',
    other:
      'Über Prüfknoten, die im März still ein Drittel ihrer Pflichten versäumten, spricht niemand. Mein Vetter betreibt zwei davon in einer Garage, und seine Erträge fielen von 12,46 auf 9,03 Münzen, während die Anzeige immer noch grün leuchtete. Fragt euren Anbieter nach Rohdaten, bevor ihr ihn lobt.',
    signature:
      'Tägliche Notizen vom alten Leuchtturmwärter, vor dem Frühstück geschrieben und danach nie geändert.',
    quotation:
      'Wir erstatten niemandem etwas, der drei einzelne Warnungen übergangen und die vergiftete Freigabe trotzdem unterschrieben hat',
  },
  French: {
    text: "L'équipe du pont a suspendu les retraits à midi, et la file des virements non signés a grimpé à 4817 en une heure. Celui qui a acheté $ARB à 0,7314 en espérant un rebond rapide contemple maintenant 0,6982. J'ai déplacé ma réserve vers un portefeuille froid hier soir et j'ai mieux dormi que depuis des semaines.",
    other:
      "Personne n'évoque les validateurs qui ont discrètement manqué un tiers de leurs tâches en mars. Mon cousin en exploite deux dans un garage, et ses gains sont tombés de 12,46 à 9,03 jetons alors que le tableau restait vert. Demandez les données brutes à votre prestataire avant de le féliciter.",
    signature:
      'Carnet quotidien du vieux gardien de phare, rédigé avant le petit déjeuner et jamais retouché ensuite.',
    quotation:
      'Nous ne rembourserons aucune personne ayant ignoré trois avertissements distincts et signé malgré tout cette autorisation empoisonnée',
  },
  Spanish: {
    text: 'El equipo del puente detuvo los retiros a mediodía, y la cola de transferencias sin firmar creció hasta 4817 en una hora. Quien compró $ARB a 0,7314 esperando un rebote rápido ahora contempla 0,6982. Anoche trasladé mis reservas a una cartera fría y dormí mejor que en semanas.',
    other:
      'Nadie menciona a los validadores que en marzo incumplieron calladamente un tercio de sus tareas. Mi primo maneja dos nodos en un garaje, y sus premios bajaron de 12,46 a 9,03 monedas mientras el panel seguía verde. Pidan los registros crudos a su proveedor antes de elogiarlo.',
    signature: 'Apuntes diarios del viejo farero, escritos antes del desayuno y jamás corregidos después.',
    quotation:
      'No reembolsaremos a ninguna persona que ignoró tres avisos distintos y firmó igualmente la autorización envenenada',
  },
  Portuguese: {
    text: 'A equipe da ponte suspendeu os saques ao meio-dia, e a fila de transferências sem assinatura subiu para 4817 em uma hora. Quem comprou $ARB a 0,7314 esperando uma recuperação rápida agora encara 0,6982. Ontem à noite levei minha reserva para uma carteira fria e dormi melhor do que em semanas.',
    other:
      'Ninguém comenta os validadores que em março perderam silenciosamente um terço das obrigações. Meu primo mantém dois nós numa garagem, e os prêmios dele caíram de 12,46 para 9,03 moedas enquanto o painel continuava verde. Peçam os registros brutos ao fornecedor antes de elogiar.',
    signature:
      'Anotações diárias do velho faroleiro, escritas antes do café da manhã e jamais revisadas depois.',
    quotation:
      'Não reembolsaremos nenhuma pessoa que ignorou três avisos separados e assinou mesmo assim a autorização envenenada',
  },
  Italian: {
    text: 'La squadra del ponte ha sospeso i prelievi a mezzogiorno, e la coda dei trasferimenti senza firma è salita a 4817 in un’ora. Chi ha comprato $ARB a 0,7314 sperando in un rimbalzo veloce adesso fissa 0,6982. Ieri sera ho spostato la mia scorta su un portafoglio freddo e ho dormito meglio che da settimane.',
    other:
      'Nessuno parla dei validatori che a marzo hanno saltato in silenzio un terzo dei compiti. Mio cugino gestisce due nodi in un garage, e i suoi premi sono scesi da 12,46 a 9,03 gettoni mentre il cruscotto restava verde. Chiedete i registri grezzi al fornitore prima di lodarlo.',
    signature:
      'Appunti quotidiani del vecchio guardiano del faro, scritti prima della colazione e mai ritoccati dopo.',
    quotation:
      'Non rimborseremo nessuna persona che abbia ignorato tre avvisi distinti firmando comunque quell’autorizzazione avvelenata',
  },
  Turkish: {
    text: 'Köprü ekibi öğlen çekimleri durdurdu ve imzasız havalelerin kuyruğu bir saat içinde 4817 kayda ulaştı. Hızlı toparlanma umuduyla 0,7314 fiyatından $ARB alanlar şimdi 0,6982 rakamına bakıyor. Dün gece birikimimi soğuk cüzdana taşıdım ve haftalardır ilk kez rahat uyudum.',
    other:
      'Mart ayında görevlerinin üçte birini sessizce kaçıran doğrulayıcılardan kimse bahsetmiyor. Kuzenim garajında iki düğüm işletiyor, ödülleri 12,46 jetondan 9,03 jetona düşerken gösterge hâlâ yeşil yanıyordu. Sağlayıcınızı övmeden önce ham kayıtları isteyin.',
    signature:
      'Yaşlı fener bekçisinin günlük notları, kahvaltıdan önce yazılır ve sonradan asla düzeltilmez.',
    quotation:
      'Üç ayrı uyarıyı görmezden gelip zehirli onayı yine imzalayan hiçbir kullanıcıya geri ödeme yapmayacağız',
  },
  Vietnamese: {
    text: 'Đội cầu nối tạm dừng rút tiền lúc giữa trưa, hàng đợi giao dịch chưa ký tăng lên 4817 lệnh chỉ sau một giờ. Ai mua $ARB giá 0,7314 chờ hồi phục nhanh thì giờ đang nhìn con số 0,6982. Tối qua tôi đã chuyển khoản dành dụm sang ví lạnh và ngủ ngon hơn suốt mấy tuần liền.',
    other:
      'Chẳng ai nhắc tới nhóm xác thực đã lặng lẽ bỏ lỡ một phần ba nhiệm vụ hồi tháng ba. Anh họ tôi chạy hai máy trong nhà kho, phần thưởng tụt từ 12,46 xuống 9,03 đồng mà bảng điều khiển vẫn báo xanh. Hãy đòi nhật ký gốc từ nhà cung cấp trước khi khen ngợi.',
    signature: 'Ghi chép hằng ngày của người gác hải đăng già, viết trước bữa sáng và chẳng bao giờ sửa lại.',
    quotation:
      'Chúng tôi sẽ không hoàn tiền cho bất kỳ ai phớt lờ ba lời cảnh báo riêng biệt rồi vẫn ký lệnh phê duyệt độc hại',
  },
  Russian: {
    text: 'Команда моста приостановила вывод в полдень, и очередь неподписанных переводов выросла до 4817 за час. Кто купил $ARB по 0,7314 в надежде на быстрый отскок, теперь смотрит на 0,6982. Вчера вечером я перенёс запасы на холодный кошелёк и впервые за недели спокойно выспался.',
    other:
      'О валидаторах, тихо пропустивших в марте треть обязанностей, никто не говорит. Мой двоюродный брат держит два узла в гараже, и награды упали с 12,46 до 9,03 монет, пока панель светилась зелёным. Требуйте сырые журналы у провайдера, прежде чем хвалить его.',
    signature: 'Ежедневные заметки старого смотрителя маяка, написанные до завтрака и никогда не правленные.',
    quotation:
      'Мы не возместим средства никому, кто пропустил три отдельных предупреждения и всё равно подписал отравленное разрешение',
  },
  Arabic: {
    text: 'أوقف فريق الجسر عمليات السحب ظهرا، وارتفع طابور التحويلات غير الموقعة إلى 4817 خلال ساعة واحدة. من اشترى $ARB بسعر 0.7314 منتظرا ارتدادا سريعا يحدق الآن في 0.6982. نقلت مدخراتي ليلة أمس إلى محفظة باردة ونمت أفضل مما فعلت منذ أسابيع.',
    other:
      'لا أحد يذكر المدققين الذين فوتوا بصمت ثلث واجباتهم خلال مارس. ابن عمي يشغل عقدتين داخل مرآب، وهبطت مكافآته من 12.46 إلى 9.03 قطعة بينما بقيت اللوحة خضراء. اطلبوا السجلات الخام من مزودكم قبل مدحه.',
    signature: 'ملاحظات يومية يكتبها حارس المنارة العجوز قبل الإفطار ولا يعدلها أبدا فيما بعد.',
    quotation: 'لن نعوض أي شخص تجاهل ثلاثة تحذيرات منفصلة ثم وقع رغم ذلك على الموافقة المسمومة',
  },
  Hindi: {
    text: 'पुल दल ने दोपहर में निकासी रोक दी, और बिना हस्ताक्षर वाले हस्तांतरणों की कतार एक घंटे में 4817 तक पहुँच गई। जिसने तेज़ उछाल की उम्मीद में $ARB को 0.7314 पर खरीदा, वह अब 0.6982 देख रहा है। कल रात मैंने अपनी बचत ठंडे बटुए में डाली और हफ़्तों बाद चैन से सोया।',
    other:
      'मार्च में चुपचाप एक तिहाई कर्तव्य चूकने वाले सत्यापकों की चर्चा कोई नहीं करता। मेरा चचेरा भाई गैराज में दो नोड चलाता है, उसके पुरस्कार 12.46 से घटकर 9.03 सिक्के रह गए जबकि पटल हरा चमकता रहा। प्रशंसा से पहले प्रदाता से कच्चे अभिलेख माँगिए।',
    signature: 'बूढ़े प्रकाशस्तंभ रक्षक की दैनिक टिप्पणियाँ, नाश्ते से पहले लिखी जाती हैं और बाद में कभी सुधारी नहीं जातीं।',
    quotation:
      'तीन अलग चेतावनियों की अनदेखी करके ज़हरीली अनुमति पर हस्ताक्षर करने वाले किसी व्यक्ति को हम राशि नहीं लौटाएँगे',
  },
  Chinese: {
    text: '跨链桥团队中午暂停提现，未签名的转账队列一小时内涨到4817笔。指望快速反弹而在0.7314买入$ARB的朋友，如今只能盯着0.6982发呆。昨夜我把积蓄搬进冷钱包，几周以来头一回睡得踏实。',
    other:
      '没人提起三月悄悄漏掉三分之一职责的验证者。我表弟在车库里跑两台节点，奖励从12.46枚缩水到9.03枚，面板却始终亮着绿灯。夸奖服务商之前，先索要原始签名记录。',
    signature: '灯塔老守夜人的每日随笔，早餐之前写就，此后绝不涂改。',
    quotation: '凡是无视三次独立警告、依旧签下恶意授权的用户，我们一律不予赔偿',
  },
  Japanese: {
    text: '橋渡し班は正午に引き出しを停止し、未署名の送金待ちは一時間で4817件まで膨らんだ。素早い反発を期待して$ARBを0.7314で仕込んだ人々は、いま0.6982を眺めている。昨夜わたしは蓄えを冷たい財布へ移し、数週間ぶりに熟睡した。',
    other:
      '三月に黙って職務の三分の一を怠った検証者を誰も話題にしない。従兄弟は車庫で二台の節点を動かし、報酬は12.46枚から9.03枚へ減ったのに画面は緑のままだった。褒める前に生の記録を業者へ請求せよ。',
    signature: '老いた灯台守の日誌、朝食前に綴り、後から直すことは決してない。',
    quotation: '三度の別々な警告を無視して毒入り承認へ署名した利用者には、一切の返金を行わない',
  },
  Korean: {
    text: '다리 운영진이 정오에 출금을 멈추자 서명되지 않은 송금 대기열이 한 시간 만에 4817건까지 불어났다. 빠른 반등을 기대하며 $ARB 를 0.7314에 담은 투자자는 이제 0.6982를 바라본다. 어젯밤 나는 저축을 차가운 지갑으로 옮기고 몇 주 만에 푹 잤다.',
    other:
      '삼월에 조용히 의무의 삼분의 일을 놓친 검증자를 아무도 언급하지 않는다. 사촌은 차고에서 노드 두 대를 돌리는데 보상이 12.46개에서 9.03개로 줄었어도 화면은 초록빛이었다. 칭찬하기 전에 원본 기록부터 요청하라.',
    signature: '늙은 등대지기의 하루 기록, 아침 식사 전에 쓰고 나중에 절대 고치지 않는다.',
    quotation: '세 차례 개별 경고를 무시하고 독이 든 승인에 서명한 이용자에게는 어떤 환불도 제공하지 않겠다',
  },
  Thai: {
    text: 'ทีมสะพานหยุดการถอนตอนเที่ยง คิวโอนที่ยังไม่ลงนามพุ่งถึง 4817 รายการภายในหนึ่งชั่วโมง ใครซื้อ $ARB ที่ 0.7314 เพราะหวังเด้งเร็วตอนนี้ต้องนั่งมอง 0.6982 เมื่อคืนฉันย้ายเงินเก็บเข้ากระเป๋าเย็นแล้วหลับสบายกว่าหลายสัปดาห์ที่ผ่านมา',
    other:
      'ไม่มีใครพูดถึงผู้ตรวจสอบที่แอบพลาดหน้าที่หนึ่งในสามเมื่อเดือนมีนาคม ลูกพี่ลูกน้องเปิดเครื่องสองตัวในโรงรถ รางวัลลดจาก 12.46 เหลือ 9.03 เหรียญทั้งที่แผงหน้าปัดยังเขียว ขอบันทึกดิบจากผู้ให้บริการก่อนจะชื่นชม',
    signature: 'บันทึกประจำวันของคนเฝ้าประภาคารชรา เขียนก่อนอาหารเช้าและไม่เคยแก้ไขภายหลัง',
    quotation: 'เราจะไม่ชดเชยให้ผู้ใดที่เพิกเฉยคำเตือนสามครั้งแล้วยังลงนามอนุมัติสัญญาอาบยาพิษ',
  },
};
